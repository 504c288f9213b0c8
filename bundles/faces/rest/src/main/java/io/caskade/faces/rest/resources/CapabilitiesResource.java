package io.caskade.faces.rest.resources;

import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.faces.rest.http.Open;
import io.caskade.faces.rest.shapes.Capabilities;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;

/** What this head-end can do, for programs that ask first. */
@Path("/capabilities")
@Produces("application/json")
public final class CapabilitiesResource {
  @GET
  @Open
  @Operation(operationId = "capabilities", summary = "What this head-end can do")
  public Capabilities show() {
    return new Capabilities(
        "Caskade",
        "v1",
        Arrays.stream(Permission.values()).map(Permission::scope).toList(),
        names(Role.values()),
        names(ReportKind.values()),
        List.of("json", "csv", "xlsx", "pdf"),
        List.of("ecmg", "emmg"));
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
