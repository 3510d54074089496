package org.coursewarecommons.localstack.journey;

import java.net.URI;
import java.nio.file.Path;

/**
 * What the journey is walked against.
 *
 * @param api base of the backend, without {@code /api/v1}
 * @param issuer of the tokens; it must be the demo's, which hands out tokens by user name
 * @param seeds the folder with {@code courseware/} and {@code organisations/}
 */
public record JourneyTarget(URI api, URI issuer, Path seeds) {}
