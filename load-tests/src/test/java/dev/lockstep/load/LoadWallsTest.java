package dev.lockstep.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the packages of this module may know of one another and of others. */
class LoadWallsTest {
    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.lockstep.load");

    @Test
    void archivesKnowNeitherKafkaNorFlinkNorTheRestOfUs() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.load.archive..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache..",
                        "dev.lockstep.schema..",
                        "dev.lockstep.local..",
                        "dev.lockstep.load.record..",
                        "dev.lockstep.load.replay..",
                        "dev.lockstep.load.settled..")
                .check(classes);
    }

    @Test
    void recordReplayAndSettledKnowNoFlinkAndOneDirection() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lockstep.load.record..",
                        "dev.lockstep.load.replay..",
                        "dev.lockstep.load.settled..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage("dev.lockstep.load.record..", "dev.lockstep.load.settled..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lockstep.load.replay..")
                .check(classes);
    }
}
