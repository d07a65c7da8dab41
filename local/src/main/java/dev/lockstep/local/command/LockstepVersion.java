package dev.lockstep.local.command;

import picocli.CommandLine.IVersionProvider;

/** Our version and Java's. */
final class LockstepVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = LockstepVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "lockstep " + (version == null ? "(development build)" : version),
            "Java " + System.getProperty("java.version")
        };
    }
}
