package io.caskade.faces.rest.resources;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileKind;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.FileText;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.faces.rest.Seams;
import io.caskade.faces.rest.http.Bulk;
import io.caskade.faces.rest.http.FieldFault;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Visit;
import io.caskade.faces.rest.shapes.Entitlement;
import io.caskade.faces.rest.shapes.ReceiverFileShape;
import io.caskade.faces.rest.shapes.Words;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.core.Context;
import org.jspecify.annotations.Nullable;

/** Files of other servers: looked through, or taken over. The file is the body, as it is. */
@Path("/networks/{network}/receiver-files")
@Produces("application/json")
public final class ReceiverFilesResource {
  private final Seams seams;
  private final InstantSource clock;

  public ReceiverFilesResource(Seams seams, InstantSource clock) {
    this.seams = seams;
    this.clock = clock;
  }

  @POST
  @Consumes({"text/plain", "application/octet-stream"})
  @Bulk
  @Needs({
    Permission.RECEIVERS_READ,
    Permission.RECEIVERS_WRITE,
    Permission.CARDS_READ,
    Permission.CARDS_SELL
  })
  @Operation(
      operationId = "takeReceiverFile",
      summary =
          "Reads cccam-cfg, oscam-user or cccam-providers; changes nothing unless dryRun is false",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "text/plain",
                      schema = @Schema(type = "string", example = "F: anna AnnasPass1111 1 0 0"))))
  public ReceiverFileShape take(
      @Context ContainerRequestContext request,
      @PathParam("network") String network,
      @QueryParam("kind") @DefaultValue("cccam-cfg") String kind,
      @QueryParam("dryRun") @DefaultValue("true") String dryRun,
      @QueryParam("firstCard") @DefaultValue("") String firstCard,
      @QueryParam("product") List<Integer> products,
      @QueryParam("start") @Nullable String start,
      @QueryParam("finish") @Nullable String finish,
      @QueryParam("services") @DefaultValue("2") int services,
      @QueryParam("protocol") List<String> protocols,
      @QueryParam("rename") @DefaultValue("false") String renames,
      @QueryParam("makePasswords") @DefaultValue("false") String makesPasswords,
      @QueryParam("guides") @DefaultValue("false") String guides,
      byte[] body) {
    Visit visit = Visit.of(request);
    FileText text = text(body);
    try {
      var file =
          new ReceiverFile(
              Answers.network(network),
              Words.parse(FileKind.class, kind, "kind"),
              text,
              new FileOptions(
                  FieldFault.in("firstCard", () -> CardSerial.parse(firstCard)),
                  sold(products, start, finish),
                  rules(services, protocols),
                  Answers.flag(renames, "rename"),
                  Answers.flag(makesPasswords, "makePasswords"),
                  Answers.flag(guides, "guides")));
      return ReceiverFileShape.of(
          read(visit.caller(), file, Answers.flag(dryRun, "dryRun")), visit.locale());
    } finally {
      text.destroy();
    }
  }

  private FileReport read(Caller caller, ReceiverFile file, boolean dryRun) {
    ReceiverFiles files = seams.receiverFiles();
    return dryRun
        ? files.check(caller, file)
        : files.take(
            caller,
            file,
            (done, total) -> {
              // The answer of this call is its end; nobody is told on the way.
            });
  }

  /** Of accounts about which the file says nothing; management checks them. */
  private static ReceiverRules rules(int services, List<String> protocols) {
    ReceiverRules usual = ReceiverRules.DEFAULT;
    return new ReceiverRules(
        services, Set.copyOf(protocols), usual.addresses(), usual.newestWins(), usual.downhops());
  }

  private Optional<Window> sold(
      List<Integer> products, @Nullable String start, @Nullable String finish) {
    if (products.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Entitlement(
                products,
                Answers.instant(start, "start")
                    .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS)),
                Answers.instant(finish, "finish")
                    .orElseThrow(() -> FieldFault.invalid("finish", "needed with product")))
            .window("product"));
  }

  private static FileText text(byte[] body) {
    try {
      return new FileText(body);
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }
}
