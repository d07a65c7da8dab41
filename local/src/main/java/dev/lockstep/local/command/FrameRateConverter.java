package dev.lockstep.local.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads pictures a second: 0 to 240. */
final class FrameRateConverter implements ITypeConverter<Double> {
    private static final double HIGHEST = 240;

    @Override
    public Double convert(String value) {
        double rate;
        try {
            rate = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            rate = Double.NaN;
        }
        if (!(rate >= 0 && rate <= HIGHEST)) {
            throw new TypeConversionException("'" + value + "' is not a number from 0 to 240");
        }
        return rate;
    }
}
