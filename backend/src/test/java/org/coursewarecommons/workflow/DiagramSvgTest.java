package org.coursewarecommons.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The picture of the review process; left in {@code target} to be looked at. */
class DiagramSvgTest {

    private static final Set<String> FINISHED = Set.of(
            "submitted",
            "rejoinAtFiles",
            "filesPending",
            "filesReady",
            "checkItem",
            "checkPassed",
            "startRound",
            "requiredReviews",
            "technicianReview",
            "technicianPassed",
            "peersFork",
            "teacherReview");

    private static final Set<String> ACTIVE = Set.of("expertReview");

    private final BpmnModelInstance model = read();
    private final String svg = new DiagramSvg(model, FINISHED, ACTIVE).draw();

    @Test
    void everyStepIsDrawnWithItsNameAndState() throws IOException {
        Files.writeString(Path.of("target", "resource-review.svg"), svg);
        Document picture = parsed();

        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            Element drawn = step(picture, node.getId());
            if (node instanceof Activity && node.getName() != null) {
                assertThat(drawn.getTextContent().replaceAll("\\s", ""))
                        .contains(node.getName().replaceAll("\\s", ""));
            }
        }
        assertThat(step(picture, "expertReview").getAttribute("data-state")).isEqualTo("ACTIVE");
        assertThat(step(picture, "checkItem").getAttribute("data-state")).isEqualTo("DONE");
        assertThat(step(picture, "accept").getAttribute("data-state")).isEqualTo("AHEAD");
    }

    @Test
    void whoCannotSeeItIsToldTheSame() {
        Element root = parsed().getDocumentElement();

        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title desc");
        assertThat(text(root, "title")).contains("资源审核");
        assertThat(text(root, "desc")).contains("进行中：学科专家评审", "技术评审");
        assertThat(step(parsed(), "expertReview").getTextContent()).contains("进行中");
    }

    @Test
    void everyShapeAndLabelLiesInsideThePicture() {
        Element root = parsed().getDocumentElement();
        String[] box = root.getAttribute("viewBox").split(" ");
        double left = Double.parseDouble(box[0]);
        double right = left + Double.parseDouble(box[2]);

        NodeList rectangles = root.getElementsByTagName("rect");
        for (int i = 0; i < rectangles.getLength(); i++) {
            Element rectangle = (Element) rectangles.item(i);
            double x = Double.parseDouble(rectangle.getAttribute("x"));
            assertThat(x).isGreaterThanOrEqualTo(left);
            assertThat(x + Double.parseDouble(rectangle.getAttribute("width"))).isLessThanOrEqualTo(right);
        }
    }

    @Test
    void whatAnEarlierRoundFinishedIsAheadAgain() {
        Date firstRound = new Date(1_000);
        Date secondRound = new Date(9_000);
        Map<String, Date> finished =
                Map.of("checkItem", new Date(8_000), "technicianReview", firstRound, "requestRevision", firstRound);

        assertThat(Diagrams.ofThisPass(model, finished, Map.of("technicianReview", secondRound)))
                .containsExactly("checkItem");
        assertThat(Diagrams.ofThisPass(model, finished, Map.of())).hasSize(3);
    }

    @Test
    void linesAreEvenAndFit() {
        assertThat(SvgText.wrapped("一线教师评审", 88)).containsExactly("一线教师评审");
        assertThat(SvgText.wrapped("一票否决核实与处理意见", 88)).containsExactly("一票否决核实", "与处理意见");
        assertThat(SvgText.wrapped("", 88)).isEqualTo(List.of(""));
    }

    @Test
    void whatAModelSaysIsNeverMarkup() {
        assertThat(new SvgText().centred("<script>&\"", 0, 0, 900).toString())
                .contains("&lt;script&gt;&amp;&quot;")
                .doesNotContain("<script");
    }

    private Document parsed() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static Element step(Document picture, String id) {
        NodeList groups = picture.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.getAttribute("id").equals("step-" + id)) {
                return group;
            }
        }
        throw new AssertionError("not drawn: " + id);
    }

    private static String text(Element root, String name) {
        return root.getElementsByTagName(name).item(0).getTextContent();
    }

    private static BpmnModelInstance read() {
        try (InputStream in = DiagramSvgTest.class.getResourceAsStream("/models/resource-review.bpmn")) {
            return Bpmn.readModelFromStream(in);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
