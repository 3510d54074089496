package org.coursewarecommons.workflow;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/**
 * Checks that what a model calls is there: each {@code bean.method(…)} of its expressions must be a public method, with
 * that number of arguments, of a public bean made for models. Scripts and Java classes in models are refused. A wrong
 * name is thereby found at the start and not in the middle of a review.
 */
class ModelCheck {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final Set<String> CODE = Set.of("script", "scriptTask", "scriptFormat");
    private static final Set<String> CODE_ATTRIBUTES = Set.of("class", "delegateExpression");

    private final Map<String, Class<?>> beans;

    /** @param beans by bean name, the classes that models may call */
    ModelCheck(Map<String, Class<?>> beans) {
        this.beans = Map.copyOf(beans);
    }

    /** @return one line for each fault; empty when all is well */
    List<String> faults(String processKey, BpmnModelInstance model) {
        List<String> faults = new ArrayList<>();
        // The model API has no generic walk over extensions, its DOM has.
        walk((Document) model.getDocument().getDomSource().getNode(), processKey, faults);
        return faults;
    }

    private void walk(Document document, String processKey, List<String> faults) {
        NodeList elements = document.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            String where = processKey + ": " + element.getLocalName() + " " + element.getAttribute("id");
            if (CODE.contains(element.getLocalName())) {
                faults.add(where + ": scripts are not allowed");
            }
            texts(element).flatMap(ModelCheck::expressions).forEach(text -> check(text, where, faults));
            NamedNodeMap attributes = element.getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                if (CODE_ATTRIBUTES.contains(attributes.item(a).getLocalName())) {
                    faults.add(where + ": only expressions may call code");
                }
            }
        }
    }

    private static Stream<String> texts(Element element) {
        List<String> texts = new ArrayList<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int a = 0; a < attributes.getLength(); a++) {
            texts.add(attributes.item(a).getNodeValue());
        }
        if (!element.getLocalName().equals("documentation")) {
            NodeList children = element.getChildNodes();
            for (int c = 0; c < children.getLength(); c++) {
                if (children.item(c).getNodeType() == org.w3c.dom.Node.TEXT_NODE) {
                    texts.add(children.item(c).getNodeValue());
                }
            }
        }
        return texts.stream();
    }

    private static Stream<String> expressions(String text) {
        Matcher matcher = EXPRESSION.matcher(text);
        return matcher.results().map(result -> result.group());
    }

    private void check(String expression, String where, List<String> faults) {
        try {
            Node root = new Builder(Builder.Feature.METHOD_INVOCATIONS)
                    .build(expression)
                    .getRoot();
            calls(root, expression, where, faults);
        } catch (TreeBuilderException unreadable) {
            faults.add(where + ": " + expression + " can't be read");
        }
    }

    private void calls(Node node, String expression, String where, List<String> faults) {
        if (node instanceof AstMethod call) {
            Node property = call.getChild(0);
            Node target = property.getCardinality() > 0 ? property.getChild(0) : property;
            if (!(property instanceof AstDot) || !(target instanceof AstIdentifier bean)) {
                faults.add(where + ": " + expression + " calls something else than bean.method");
            } else {
                String method = property.toString().replaceFirst("^\\W+", "");
                int arguments = call.getChild(1).getCardinality();
                missing(bean.getName(), method, arguments)
                        .forEach(fault -> faults.add(where + ": " + expression + " " + fault));
            }
        }
        for (int i = 0; i < node.getCardinality(); i++) {
            calls(node.getChild(i), expression, where, faults);
        }
    }

    private Stream<String> missing(String bean, String name, int arguments) {
        Class<?> type = beans.get(bean);
        if (type == null) {
            return Stream.of("names no bean made for models: " + bean);
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return Stream.of("calls a bean whose class is not public: " + bean);
        }
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments) {
                return Stream.empty();
            }
        }
        return Stream.of(
                "calls a method that doesn't exist: " + bean + "." + name + " with " + arguments + " argument(s)");
    }
}
