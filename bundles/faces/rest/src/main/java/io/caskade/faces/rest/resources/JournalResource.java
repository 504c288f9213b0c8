package io.caskade.faces.rest.resources;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.JournalShape;
import io.caskade.faces.rest.shapes.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Function;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The journal: rows, its verifier, its export. */
@Path("/audit")
@Produces("application/json")
public final class JournalResource {
  private final Seams seams;
  private final ObjectMapper mapper;

  public JournalResource(Seams seams, ObjectMapper mapper) {
    this.seams = seams;
    this.mapper = mapper;
  }

  @GET
  @Needs(Permission.JOURNAL_READ)
  @Operation(operationId = "journal", summary = "Rows of the journal, the latest first")
  public Page<JournalShape> rows(
      @Context ContainerRequestContext request,
      @Context UriInfo uri,
      @QueryParam("network") @Nullable String network,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("operation") @Nullable String operation,
      @QueryParam("target") @Nullable String target,
      @QueryParam("before") @Nullable Long before,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var query =
        new JournalQuery(
            Answers.given(network).map(Answers::network),
            Answers.instant(from, "from"),
            Answers.instant(to, "to"),
            Answers.given(actor),
            Answers.given(operation),
            Answers.given(target),
            before == null ? OptionalLong.empty() : OptionalLong.of(before),
            Page.limit(limit));
    return Page.of(
        uri,
        seams.journal().find(Visit.of(request).caller(), query),
        limit,
        "before",
        row -> Long.toString(row.seq()),
        row -> JournalShape.of(mapper, row));
  }

  @GET
  @Path("/verification")
  @Needs(Permission.JOURNAL_READ)
  @Operation(operationId = "verifyJournal", summary = "Walks the chain and tells what is wrong")
  public JournalShape.Verdict verify(@Context ContainerRequestContext request) {
    return JournalShape.Verdict.of(seams.journal().verify(Visit.of(request).caller()));
  }

  @GET
  @Path("/export")
  @Produces({"application/x-ndjson", "text/plain"})
  @Needs(Permission.JOURNAL_READ)
  @Operation(
      operationId = "exportJournal",
      summary = "Sealed rows, oldest first, as JSON Lines or RFC 5424 syslog")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(implementation = JournalShape.class)),
        @Content(mediaType = "text/plain", schema = @Schema(type = "string"))
      })
  public Response export(
      @Context ContainerRequestContext request,
      @QueryParam("from") @DefaultValue("1") long from,
      @QueryParam("to") @Nullable Long to,
      @QueryParam("format") @DefaultValue("jsonl") String format) {
    if (!format.equals("jsonl") && !format.equals("syslog")) {
      throw FieldFault.invalid("format", "jsonl or syslog");
    }
    Caller caller = Visit.of(request).caller();
    JournalManagement journal = seams.journal();
    Function<JournalRow, String> line = format.equals("syslog") ? Syslog::line : this::json;
    StreamingOutput lines =
        out ->
            journal.export(
                caller,
                from,
                to == null ? Long.MAX_VALUE : to,
                row -> write(out, line.apply(row) + "\n"));
    return Response.ok(lines)
        .type(format.equals("syslog") ? "text/plain; charset=utf-8" : "application/x-ndjson")
        .build();
  }

  private String json(JournalRow row) {
    try {
      return mapper.writeValueAsString(JournalShape.of(mapper, row));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, String line) {
    try {
      out.write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
