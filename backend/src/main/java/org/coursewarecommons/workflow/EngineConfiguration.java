package org.coursewarecommons.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.coursewarecommons.workflow.spi.ProcessSteps;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** When the engine starts, and what must hold before the application serves anybody. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** The engine reads its tables as it starts, so they must have been made. */
    @Bean
    static BeanFactoryPostProcessor engineAfterMigrations() {
        return factory -> {
            BeanDefinition engine = factory.getBeanDefinition("processEngineFactoryBean");
            engine.setDependsOn(StringUtils.addStringToArray(engine.getDependsOn(), "flywayInitializer"));
        };
    }

    @Bean
    SmartInitializingSingleton modelsFitTheCode(DeployedModels models, Map<String, ProcessSteps> steps) {
        return () -> {
            Map<String, Class<?>> beans = new TreeMap<>();
            steps.forEach((name, bean) -> beans.put(name, AopUtils.getTargetClass(bean)));
            ModelCheck check = new ModelCheck(beans);
            List<String> faults = models.running().stream()
                    .flatMap(model -> check.faults(model.label(), model.content()).stream())
                    .toList();
            refuse("process models do not fit the code", faults);
        };
    }

    /** A setting that was misspelt or overridden would weaken the engine without a word. */
    @Bean
    SmartInitializingSingleton engineIsSetAsMeant(ProcessEngineConfigurationImpl engine) {
        Map<String, Boolean> held = new TreeMap<>();
        return () -> {
            held.put(
                    "history level is activity",
                    "activity".equals(engine.getHistoryLevel().getName()));
            held.put("history time to live is required", engine.isEnforceHistoryTimeToLive());
            held.put("queries are limited", engine.getQueryMaxResultsLimit() == 1000);
            held.put("failed jobs wait", "R5/PT10S".equals(engine.getFailedJobRetryTimeCycle()));
            held.put("the schema is Flyway's", "false".equals(engine.getDatabaseSchemaUpdate()));
            held.put("XML entities are not read", !engine.isEnableXxeProcessing());
            held.put("types are checked on reading", engine.isDeserializationTypeValidationEnabled());
            held.put("no Java objects in variables", !engine.isJavaSerializationFormatEnabled());
            held.put("no cases", !engine.isCmmnEnabled());
            held.put("no expressions in stored queries", !engine.isEnableExpressionsInStoredQueries());
            held.put("no expressions in queries", !engine.isEnableExpressionsInAdhocQueries());
            held.put("no scripts from elsewhere", !engine.isEnableScriptEngineLoadExternalResources());
            held.put(
                    "history is cleaned every night",
                    engine.isHistoryCleanupEnabled() && engine.getHistoryCleanupBatchWindowStartTime() != null);
            held.put("retries come from the models", !engine.isLegacyJobRetryBehaviorEnabled());
            held.put("no tasks outside processes", !engine.isStandaloneTasksEnabled());
            refuse(
                    "the process engine is not set as meant",
                    held.entrySet().stream()
                            .filter(setting -> !setting.getValue())
                            .map(Map.Entry::getKey)
                            .toList());
        };
    }

    private static void refuse(String what, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException(what + ":\n  " + String.join("\n  ", faults));
        }
    }
}
