package org.coursewarecommons.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** The models as files, for rules that need no engine. */
final class ModelFiles {

    private ModelFiles() {}

    static BpmnModelInstance process() {
        return process(ReviewModel.PROCESS_KEY);
    }

    static BpmnModelInstance process(String key) {
        try (InputStream file = open(resource(key))) {
            return Bpmn.readModelFromStream(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Class path location of a process. */
    static String resource(String key) {
        return HearingModel.RESOURCES.stream()
                .filter(resource -> resource.endsWith("/" + key + ".bpmn"))
                .findFirst()
                .orElse("models/" + key + ".bpmn");
    }

    static <T extends ModelElementInstance> Collection<T> elements(Class<T> type) {
        return process().getModelElementsByType(type);
    }

    static List<Decision> decisions() {
        return ReviewModel.RESOURCES.stream()
                .filter(resource -> resource.endsWith(".dmn"))
                .flatMap(resource ->
                        Dmn.readModelFromStream(open(resource)).getModelElementsByType(Decision.class).stream())
                .toList();
    }

    static String text(String resource) {
        try (InputStream file = open(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static InputStream open(String resource) {
        InputStream file = ModelFiles.class.getClassLoader().getResourceAsStream(resource);
        if (file == null) {
            throw new IllegalStateException("no such model: " + resource);
        }
        return file;
    }
}
