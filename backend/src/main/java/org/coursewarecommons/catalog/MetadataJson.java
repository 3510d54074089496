package org.coursewarecommons.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How metadata stand in the database. Fields that a stored record lacks are read as null. */
record MetadataJson(ObjectMapper mapper) {

    String write(ResourceMetadata metadata) {
        try {
            return mapper.writeValueAsString(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    ResourceMetadata read(String json) {
        try {
            return mapper.readValue(json, ResourceMetadata.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored metadata cannot be read", broken);
        }
    }
}
