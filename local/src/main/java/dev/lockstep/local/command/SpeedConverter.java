package dev.lockstep.local.command;

import dev.lockstep.producer.publish.Pacing;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a speed: 1, N or max. */
public final class SpeedConverter implements ITypeConverter<Pacing> {
    @Override
    public Pacing convert(String value) {
        try {
            return Pacing.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' " + e.getMessage());
        }
    }
}
