package org.coursewarecommons.inspection;

/**
 * A page of a file as a PNG in the store.
 *
 * @param page from 1
 * @param sha256 of the PNG
 * @param width in pixels
 * @param height in pixels
 */
public record Preview(int page, String sha256, int width, int height) {}
