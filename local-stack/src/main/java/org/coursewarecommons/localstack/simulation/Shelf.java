package org.coursewarecommons.localstack.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items that are played with, and what the system calls them. */
final class Shelf {

    private final List<Item> items = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Item> byId = new HashMap<>();

    void add(Item item, String id) {
        items.add(item);
        ids.put(item.key(), id);
        byId.put(id, item);
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    String id(String key) {
        String id = ids.get(key);
        if (id == null) {
            throw new IllegalArgumentException("not on the shelf: " + key);
        }
        return id;
    }

    /** Of an item that the simulation knows; results of others are skipped by {@link #isKnown}. */
    Item item(JsonNode result) {
        Item item = byId.get(result.path("resource").asText());
        if (item == null) {
            throw new IllegalArgumentException("not on the shelf: " + result.path("resource"));
        }
        return item;
    }

    boolean isKnown(JsonNode result) {
        return byId.containsKey(result.path("resource").asText());
    }
}
