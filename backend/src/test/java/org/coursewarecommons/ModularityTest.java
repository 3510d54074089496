package org.coursewarecommons;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows of DESIGN 1, as each package-info declares them. */
class ModularityTest {

    private static final ApplicationModules MODULES = ApplicationModules.of(
            // The jar with the process models is data with names, no module of the application.
            CoursewareCommons.class, JavaClass.Predicates.resideInAPackage("org.coursewarecommons.models.."));

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        MODULES.verify();
    }

    @Test
    void everyModuleDeclaresItsDependencies() {
        assertThat(MODULES.stream()).isNotEmpty().allSatisfy(module -> assertThat(
                        module.getBasePackage().getAnnotation(ApplicationModule.class))
                .as("package-info of %s", module.getIdentifier())
                .hasValueSatisfying(annotation ->
                        assertThat(annotation.allowedDependencies()).doesNotContain("¤ open for all ¤")));
    }
}
