package io.caskade.faces.rest.shapes;

import io.swagger.v3.oas.annotations.media.Schema;

/** What may be changed of a product. */
public record ProductFields(@Schema(example = "Sport") String name, String notes) {}
