package org.coursewarecommons.interop.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.coursewarecommons.interop.webhook.DeliveryRows.Event;
import org.springframework.stereotype.Component;

/**
 * CloudEvents 1.0, structured JSON. Thin on purpose: it names what has changed, and whoever wants to know more asks with
 * a token, so that nothing is told that its receiver may not see by then.
 */
@Component
class CloudEvents {

    static final String TYPE = "application/cloudevents+json; charset=utf-8";

    private static final String SOURCE = "urn:courseware-commons";

    private final ObjectMapper mapper;

    CloudEvents(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String body(Event event, WebhookEventType type) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("resourceId", event.resourceId());
        data.put("versionId", event.versionId());
        data.put("path", "/api/v1/resources/" + event.resourceId());
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("specversion", "1.0");
        envelope.put("id", event.id());
        envelope.put("source", SOURCE);
        envelope.put("type", type.type());
        envelope.put("subject", event.resourceId());
        envelope.put("time", event.at());
        envelope.put("datacontenttype", "application/json");
        envelope.put("data", data);
        try {
            return mapper.writeValueAsString(envelope);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
