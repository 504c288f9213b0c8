package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.caskade.api.rights.Permission;
import io.caskade.faces.rest.events.EventStreams;
import io.caskade.faces.rest.generators.GeneratorFiles;
import io.caskade.faces.rest.http.Limits;
import io.caskade.faces.rest.http.Needs;
import io.caskade.faces.rest.http.Open;
import io.caskade.faces.rest.http.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.integration.SwaggerConfiguration;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The description of the API is made from its classes, committed and compared. */
class OpenApiTest {
  private static final Path ROOT = Path.of(System.getProperty("caskade.root", "../../.."));

  private static final List<Class<?>> RESOURCES =
      new RestApi(
              new Seams(),
              () -> Limits.DEFAULT,
              new EventStreams(),
              new GeneratorFiles(Path.of(".")),
              InstantSource.system())
          .resources().stream().<Class<?>>map(Object::getClass).toList();

  private static final Map<String, String> ANSWERS =
      Map.of("200", "As it is now", "201", "Made", "202", "Begun", "204", "Done");

  @Test
  void theDocumentIsTheReviewedOne() throws IOException {
    String generated = generate();
    Path file = ROOT.resolve("docs/openapi.json");
    if (Boolean.getBoolean("caskade.rewrite")) {
      Files.writeString(file, generated);
    }
    assertThat(generated)
        .as("%s; if the change is intended, rewrite it with -Dcaskade.rewrite=true", file)
        .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
  }

  @Test
  void everyMethodSaysWhichScopesItNeedsAndWhatItDoes() {
    for (Class<?> resource : RESOURCES) {
      for (Method method : resource.getDeclaredMethods()) {
        if (isCall(method)) {
          assertThat(
                  method.isAnnotationPresent(Needs.class) ^ method.isAnnotationPresent(Open.class))
              .as("%s needs @Needs or @Open", method)
              .isTrue();
          assertThat(method.getAnnotation(Operation.class)).as("%s", method).isNotNull();
          assertThat(method.getAnnotation(Operation.class).summary()).isNotBlank();
        }
      }
    }
  }

  @Test
  void onlySignInAndCapabilitiesAreOpen() {
    assertThat(
            RESOURCES.stream()
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Open.class))
                .map(method -> method.getAnnotation(Operation.class).operationId()))
        .containsExactlyInAnyOrder("signIn", "capabilities");
  }

  private static String generate() throws IOException {
    ModelConverters.getInstance(true);
    var configuration = new SwaggerConfiguration().openAPI(new OpenAPI()).openAPI31(true);
    OpenAPI document = new Reader(configuration).read(new HashSet<Class<?>>(RESOURCES));
    document.setOpenapi("3.1.0");
    document.setInfo(
        new Info()
            .title("Caskade")
            .version("v1")
            .description("Rights, people and machines of a conditional access head-end.")
            .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    document.setServers(List.of(new Server().url("/api/v1")));
    problems(document);
    scopes(document);
    required(document);
    headers(document);
    return Json31.mapper()
            .copy()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(document)
        + "\n";
  }

  private static void problems(OpenAPI document) {
    ModelConverters.getInstance(true)
        .read(Problem.class)
        .forEach((name, schema) -> document.getComponents().addSchemas(name, schema));
    var problem =
        new ApiResponse()
            .description("A refusal")
            .content(
                new Content()
                    .addMediaType(
                        Problem.MEDIA_TYPE,
                        new MediaType()
                            .schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    document.getComponents().addResponses("Problem", problem);
    operations(document)
        .forEach(
            operation ->
                operation
                    .getResponses()
                    .setDefault(new ApiResponse().$ref("#/components/responses/Problem")));
  }

  private static void scopes(OpenAPI document) {
    Components components = document.getComponents();
    components.addSecuritySchemes(
        "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    document.setSecurity(List.of(new SecurityRequirement().addList("token")));
    Map<String, Method> methods = new HashMap<>();
    for (Class<?> resource : RESOURCES) {
      for (Method method : resource.getDeclaredMethods()) {
        if (isCall(method)) {
          methods.put(method.getAnnotation(Operation.class).operationId(), method);
        }
      }
    }
    operations(document)
        .forEach(
            operation -> {
              Needs needs = methods.get(operation.getOperationId()).getAnnotation(Needs.class);
              if (needs == null) {
                operation.setSecurity(List.of());
              } else {
                operation.addExtension(
                    "x-scopes", Arrays.stream(needs.value()).map(Permission::scope).toList());
              }
            });
  }

  /** Headers that filters read, so that no method names them; and a word for each answer. */
  private static void headers(OpenAPI document) {
    document
        .getPaths()
        .values()
        .forEach(
            path ->
                path.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          if (method != PathItem.HttpMethod.GET
                              && operation.getSecurity() == null) {
                            operation.addParametersItem(
                                header("Idempotency-Key", false, "a3f1c2", "kept for 24 hours"));
                          }
                          if (operation.getSummary().contains("If-Match")) {
                            boolean required = operation.getSummary().contains("needs If-Match");
                            operation.addParametersItem(
                                header("If-Match", required, "\"7\"", "ETag that you saw"));
                          }
                          operation
                              .getResponses()
                              .forEach(
                                  (code, response) -> {
                                    if (response.get$ref() == null
                                        && (response.getDescription() == null
                                            || response.getDescription().isBlank())) {
                                      response.setDescription(ANSWERS.getOrDefault(code, "Done"));
                                    }
                                  });
                        }));
  }

  private static Parameter header(
      String name, boolean required, String example, String description) {
    return new Parameter()
        .in("header")
        .name(name)
        .required(required)
        .description(description)
        .schema(new Schema<String>().types(Set.of("string")).example(example));
  }

  /** What is neither optional nor nullable is required. */
  private static void required(OpenAPI document) {
    shapes()
        .forEach(
            shape -> {
              var named = shape.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
              String name =
                  named == null || named.name().isEmpty() ? shape.getSimpleName() : named.name();
              Schema<?> schema = document.getComponents().getSchemas().get(name);
              if (schema != null) {
                List<String> required = new ArrayList<>();
                for (RecordComponent component : shape.getRecordComponents()) {
                  if (component.getType() != Optional.class
                      && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(component.getName());
                  }
                }
                schema.setRequired(required);
              }
            });
  }

  private static Stream<Class<?>> shapes() {
    Path folder = Path.of("target/classes/io/caskade/faces/rest/shapes");
    try (Stream<Path> files = Files.list(folder)) {
      return Stream.concat(
          Stream.of(Problem.class),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
              .<Class<?>>map(name -> load(name.replace(".class", "")))
              .filter(Class::isRecord)
              .toList()
              .stream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName("io.caskade.faces.rest.shapes." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<io.swagger.v3.oas.models.Operation> operations(OpenAPI document) {
    return document.getPaths().values().stream().flatMap(path -> path.readOperations().stream());
  }

  private static boolean isCall(Method method) {
    return !method.isSynthetic()
        && Stream.of(
                javax.ws.rs.GET.class,
                javax.ws.rs.PUT.class,
                javax.ws.rs.POST.class,
                javax.ws.rs.PATCH.class,
                javax.ws.rs.DELETE.class)
            .anyMatch(method::isAnnotationPresent);
  }
}
