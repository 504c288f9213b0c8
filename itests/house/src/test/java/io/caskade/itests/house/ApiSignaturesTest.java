package io.caskade.itests.house;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each api bundle has its signatures in a committed file: a changed seam is a reviewed seam. */
class ApiSignaturesTest {

  static List<BuiltBundle> apiBundles() {
    return BuiltBundle.all().stream().filter(BuiltBundle::isApi).toList();
  }

  @ParameterizedTest
  @MethodSource("apiBundles")
  void theSignaturesAreTheReviewedOnes(BuiltBundle bundle) throws IOException {
    String packageName = "io.caskade.api." + bundle.name();
    Path classes = bundle.folder().resolve("target/classes").resolve(packageName.replace('.', '/'));
    try (Stream<Path> files = Files.walk(classes)) {
      String signatures =
          files
              .map(file -> classes.relativize(file).toString())
              .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
              .map(name -> name.replace(".class", "").replace(File.separatorChar, '.'))
              .map(name -> load(packageName + "." + name))
              .filter(type -> Modifier.isPublic(type.getModifiers()))
              .map(ApiSignaturesTest::describe)
              .sorted()
              .collect(joining("\n"));
      CommittedText.check(bundle.folder().resolve("api.txt"), signatures);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String describe(Class<?> type) {
    var members = new TreeSet<String>();
    for (Field field : type.getDeclaredFields()) {
      if (isApi(field.getModifiers()) && !field.isSynthetic()) {
        members.add(
            modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isApi(constructor.getModifiers()) && !constructor.isSynthetic()) {
        members.add("new" + parameters(constructor));
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isApi(method.getModifiers()) && !method.isSynthetic()) {
        members.add(
            modifiers(method.getModifiers())
                + name(method.getGenericReturnType())
                + " "
                + method.getName()
                + parameters(method));
      }
    }
    return members.stream()
        .map(member -> "  " + member + "\n")
        .collect(joining("", header(type) + "\n", ""));
  }

  private static String header(Class<?> type) {
    String kind =
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    String parents =
        Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass())
                    .filter(t -> t != Object.class && !type.isRecord() && !type.isEnum()),
                Arrays.stream(type.getGenericInterfaces()))
            .map(ApiSignaturesTest::name)
            .collect(joining(", "));
    return kind + " " + type.getTypeName() + (parents.isEmpty() ? "" : " : " + parents);
  }

  private static boolean isApi(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static String modifiers(int modifiers) {
    return Modifier.isStatic(modifiers) ? "static " : "";
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getGenericParameterTypes())
        .map(ApiSignaturesTest::name)
        .collect(joining(", ", "(", ")"));
  }

  private static String name(Type type) {
    return type.getTypeName().replace("java.lang.", "").replace("java.util.", "");
  }
}
