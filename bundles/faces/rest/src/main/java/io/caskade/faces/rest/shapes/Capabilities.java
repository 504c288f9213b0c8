package io.caskade.faces.rest.shapes;

import java.util.List;

/**
 * What this head-end can do.
 *
 * @param version of the API
 * @param scopes that tokens may have
 * @param reports that can be asked for
 * @param reportFormats that they can be written in
 */
public record Capabilities(
    String product,
    String version,
    List<String> scopes,
    List<String> roles,
    List<String> reports,
    List<String> reportFormats,
    List<String> generators) {}
