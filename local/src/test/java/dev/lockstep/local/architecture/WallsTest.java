package dev.lockstep.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may depend on whom, for every module that this one sees; see the design, section 2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTest {
    private static final String[] MIDDLE = {"align", "producer", "inference", "sink"};
    private static final String CONFLUENT_CLIENT =
            "org.apache.flink.avro.registry.confluent.shaded..";

    private JavaClasses classes;

    @BeforeAll
    void read() {
        classes =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.lockstep");
    }

    @Test
    void theClassesOfEveryModuleAreSeen() {
        assertThat(classes.stream().map(WallsTest::module).collect(Collectors.toSet()))
                .contains("schema", "producer", "inference", "stack", "local");
    }

    @Test
    void theMiddleModulesNeverSeeOneAnother() {
        for (String one : MIDDLE) {
            for (String other : MIDDLE) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("dev.lockstep." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("dev.lockstep." + other + "..")
                            .allowEmptyShould(true)
                            .check(classes);
                }
            }
        }
    }

    @Test
    void nobodyDependsOnWhatIsAboveIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.lockstep.local..", "dev.lockstep.load..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lockstep.local..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.align..",
                        "dev.lockstep.producer..",
                        "dev.lockstep.inference..",
                        "dev.lockstep.sink..",
                        "dev.lockstep.job..",
                        "dev.lockstep.stack..")
                .check(classes);
    }

    @Test
    void onePackageSeesOnnxRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.inference.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    @Test
    void theGuardReadsModelsWithoutTheRuntime() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.inference.onnx.guard..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(classes);
    }

    @Test
    void onePackageSeesDjlAndOneOpenNlp() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.inference.text.encode..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.inference.text.language..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("opennlp..")
                .check(classes);
    }

    @Test
    void onePackageSeesFfmpeg() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.producer.ffmpeg..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(classes);
    }

    @Test
    void oneClassSeesTheConfluentClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.schema.registry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CONFLUENT_CLIENT)
                .check(classes);
        Set<String> users =
                classes.stream()
                        .filter(WallsTest::usesConfluentClient)
                        .map(WallsTest::topLevel)
                        .collect(Collectors.toSet());
        assertThat(users).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void thePureCoresKnowNoFlink() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lockstep.align.[buffer|canonical|clock|config|core]..",
                        "dev.lockstep.align.[ledger|policy|skew|speech|window]..",
                        "dev.lockstep.inference.speech..",
                        "dev.lockstep.inference.vision..",
                        "dev.lockstep.inference.runtime..",
                        "dev.lockstep.inference.onnx..",
                        "dev.lockstep.inference.batch..",
                        "dev.lockstep.inference.decode..",
                        "dev.lockstep.inference.text..",
                        "dev.lockstep.inference.fusion..",
                        "dev.lockstep.inference.swap..",
                        "dev.lockstep.inference.catalog..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(classes);
    }

    @Test
    void theStoreAndSearchWorkWithoutFlink() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lockstep.sink.store..",
                        "dev.lockstep.sink.rows..",
                        "dev.lockstep.sink.terms..",
                        "dev.lockstep.sink.search..",
                        "dev.lockstep.sink.caption..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "dev.lockstep.sink.jdbc..",
                        "dev.lockstep.sink.kafka..")
                .check(classes);
    }

    @Test
    void thePackagesOfTheCommandFormNoCycles() {
        slices().matching("dev.lockstep.local.(*)..").should().beFreeOfCycles().check(classes);
    }

    private static String module(JavaClass type) {
        return type.getPackageName().replaceFirst("dev\\.lockstep\\.?", "").split("\\.", 2)[0];
    }

    private static boolean usesConfluentClient(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                        dependency ->
                                dependency
                                        .getTargetClass()
                                        .getPackageName()
                                        .startsWith(
                                                "org.apache.flink.avro.registry.confluent.shaded"));
    }

    private static String topLevel(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
