package org.coursewarecommons;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.query.Query;
import org.coursewarecommons.shared.Idempotent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;
import wrongsamples.CamundaOutsideWorkflow;
import wrongsamples.ControllerInTheOpen;
import wrongsamples.FieldInjection;

/** What Spring Modulith does not see. Each rule that guards a border is shown to bite on a wrong sample. */
@AnalyzeClasses(packages = "org.coursewarecommons", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule camundaOnlyInWorkflow = only("org.camunda..", "workflow");

    @ArchTest
    static final ArchRule elasticsearchOnlyInSearch = only("co.elastic..", "search");

    @ArchTest
    static final ArchRule minioOnlyInStorage = only("io.minio..", "storage");

    @ArchTest
    static final ArchRule tikaOnlyInInspection = only("org.apache.tika..", "inspection");

    @ArchTest
    static final ArchRule tokensOnlyInIdentity = noClasses()
            .that()
            .resideOutsideOfPackages("org.coursewarecommons.identity..", "org.coursewarecommons.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.security..");

    @ArchTest
    static final ArchRule controllersAreNotPublic =
            classes().that().areAnnotatedWith(RestController.class).should().notBePublic();

    @ArchTest
    static final ArchRule repositoriesAreNotPublic =
            classes().that().areAnnotatedWith(Repository.class).should().notBePublic();

    @ArchTest
    static final ArchRule noFieldInjection = noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule fieldsOfBeansDoNotChange = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(RestController.class)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule idempotentDoorsAnswerWithAResponseEntity =
            methods().that().areAnnotatedWith(Idempotent.class).should().haveRawReturnType(ResponseEntity.class);

    /** Such a stream keeps its connection until somebody closes it; twenty forgotten ones stop the whole application. */
    @ArchTest
    static final ArchRule rowsAreReadAsLists =
            noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream");

    /** Whatever the engine is asked for comes by the page. */
    @ArchTest
    static final ArchRule engineQueriesArePaged = noClasses()
            .should()
            .callMethodWhere(target(owner(assignableTo(Query.class))).and(target(name("list"))));

    /** Models come with the application: nobody hands the engine one while it runs. */
    @ArchTest
    static final ArchRule modelsComeFromTheClassPathAlone =
            noClasses().should().callMethod(RepositoryService.class, "createDeployment");

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("org.coursewarecommons.(*)..")
            .should()
            .beFreeOfCycles();

    private static ArchRule only(String library, String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("org.coursewarecommons." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** Inside a module, what isn't its face is hidden; here: at most a third of all types is public. */
    @Test
    void mostTypesAreHidden() {
        var types = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.coursewarecommons")
                .that(DescribedPredicate.describe("top level", JavaClass::isTopLevelClass));
        long visible = types.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();
        assertThat(visible).as("public of %d types", types.size()).isLessThan(types.size() / 2);
    }

    @Test
    void theCamundaRuleBites() {
        assertThat(violations(camundaOnlyInWorkflow, CamundaOutsideWorkflow.class))
                .contains("CamundaOutsideWorkflow");
    }

    @Test
    void theControllerRuleBites() {
        assertThat(violations(controllersAreNotPublic, ControllerInTheOpen.class))
                .contains("ControllerInTheOpen");
    }

    @Test
    void theInjectionRuleBites() {
        assertThat(violations(noFieldInjection, FieldInjection.class)).contains("FieldInjection");
    }

    private static String violations(ArchRule rule, Class<?> sample) {
        return rule.evaluate(new ClassFileImporter().importClasses(sample))
                .getFailureReport()
                .toString();
    }
}
