package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.jobs.JobManagement;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The difference that a job would make. */
@Schema(name = "Preview")
public record PreviewShape(
    int selected, int changed, int unchanged, int refused, List<Line> lines) {
  /** One card. */
  @Schema(name = "PreviewLine")
  public record Line(
      long serial, @Schema(example = "change") String what, String before, String after) {}

  public static PreviewShape of(JobManagement.Preview preview) {
    return new PreviewShape(
        preview.selected(),
        preview.changed(),
        preview.unchanged(),
        preview.refused(),
        preview.lines().stream()
            .map(line -> new Line(line.serial().value(), line.what(), line.before(), line.after()))
            .toList());
  }
}
