package dev.updraft.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom: arrows point one way only, and foreign libraries stop at the door of the
 * module that speaks to them.
 */
class WallsTest {
  /** Our packages by the room they belong to, longest prefix first. */
  private static final List<Map.Entry<String, String>> ROOMS =
      Stream.of(
              Map.entry("dev.updraft.types.wire", "wire"),
              Map.entry("dev.updraft.types", "types"),
              Map.entry("dev.updraft.blobs", "blobs"),
              Map.entry("dev.updraft.frames", "frames"),
              Map.entry("dev.updraft.dflib", "dflib"),
              Map.entry("dev.updraft.service.v1", "protocol"),
              Map.entry("dev.updraft.protocol", "protocol"),
              Map.entry("dev.updraft.api", "api"),
              Map.entry("dev.updraft.client", "client"),
              Map.entry("dev.updraft.cell", "magics"),
              Map.entry("dev.updraft.task", "magics"),
              Map.entry("dev.updraft.workflow", "magics"),
              Map.entry("dev.updraft.promote", "magics"),
              Map.entry("dev.updraft.magics", "magics"),
              Map.entry("dev.updraft.cli", "cli"),
              Map.entry("dev.updraft.kernel.boot", "boot"),
              Map.entry("dev.updraft.kernel", "kernel"),
              Map.entry("dev.updraft.model", "engine"),
              Map.entry("dev.updraft.engine", "engine"),
              Map.entry("dev.updraft.catalog", "engine"),
              Map.entry("dev.updraft.store", "store"),
              Map.entry("dev.updraft.executor", "executors"),
              Map.entry("dev.updraft.runner", "runner"),
              Map.entry("dev.updraft.service", "service"),
              Map.entry("dev.updraft.app", "app"))
          .sorted((a, b) -> b.getKey().length() - a.getKey().length())
          .toList();

  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("types", Set.of()),
          Map.entry("api", Set.of()),
          Map.entry("blobs", Set.of()),
          Map.entry("protocol", Set.of()),
          Map.entry("boot", Set.of()),
          Map.entry("wire", Set.of("types", "protocol")),
          Map.entry("frames", Set.of("types", "api")),
          Map.entry("dflib", Set.of("api")),
          Map.entry("client", Set.of("api", "types", "wire", "frames", "blobs", "protocol")),
          Map.entry("magics", Set.of("api", "types", "wire", "frames", "client")),
          Map.entry("cli", Set.of("api", "client", "magics", "types", "wire", "frames")),
          Map.entry("kernel", Set.of("api", "boot", "magics", "client", "types", "frames")),
          Map.entry("engine", Set.of("types")),
          Map.entry("store", Set.of("engine")),
          Map.entry("executors", Set.of("engine", "types", "wire")),
          Map.entry("runner", Set.of("api", "types", "wire", "frames", "blobs")),
          Map.entry("service", Set.of("engine", "protocol", "types", "wire", "blobs")),
          Map.entry(
              "app",
              Set.of(
                  "engine", "store", "executors", "runner", "service", "types", "wire", "blobs")));

  /** Foreign packages, and the rooms in which they may be spoken of. */
  private static final Map<String, Set<String>> DOORS =
      Map.of(
          "com.flyteidl", Set.of("protocol", "client", "service"),
          "io.grpc", Set.of("protocol", "client", "service"),
          "com.linecorp.armeria", Set.of("service", "app"),
          "java.sql", Set.of("store"),
          "org.dflib.jjava", Set.of("boot", "kernel"),
          "com.sun.source", Set.of("magics"),
          "javax.tools", Set.of("magics"),
          "org.apache.parquet", Set.of("frames"));

  private static JavaClasses house;

  /**
   * What the modules have compiled, read as files: so nothing here has to be on a class path with
   * everything else.
   */
  @BeforeAll
  static void read() throws IOException {
    var checkout =
        Path.of(System.getProperty("updraft.checkout", "..")).toAbsolutePath().normalize();
    try (var folders = Files.find(checkout, 4, (path, file) -> path.endsWith("target/classes"))) {
      house =
          new ClassFileImporter()
              .importPaths(
                  folders.filter(folder -> Files.isDirectory(folder.resolve("dev"))).toList());
    }
    assertThat(house).as("classes of the house").hasSizeGreaterThan(500);
  }

  @Test
  void everyPackageHasARoom() {
    var homeless =
        house.stream()
            .filter(each -> each.getPackageName().startsWith("dev.updraft"))
            .filter(each -> room(each.getPackageName()).isEmpty())
            .map(JavaClass::getName)
            .toList();
    assertThat(homeless).isEmpty();
  }

  @Test
  void arrowsPointWhereTheyAreDrawn() {
    var wrong =
        dependencies()
            .filter(
                arrow -> {
                  var from = room(arrow.getOriginClass().getPackageName());
                  var to = room(arrow.getTargetClass().getPackageName());
                  return from.isPresent()
                      && to.isPresent()
                      && !from.equals(to)
                      && !ARROWS.get(from.get()).contains(to.get());
                })
            .map(Dependency::getDescription)
            .collect(joining("\n"));
    assertThat(wrong).as("arrows that nobody drew").isEmpty();
  }

  @Test
  void foreignLibrariesStopAtTheirDoor() {
    var wrong =
        dependencies()
            .filter(
                arrow ->
                    DOORS.entrySet().stream()
                        .anyMatch(door -> climbs(arrow, door.getKey(), door.getValue())))
            .map(Dependency::getDescription)
            .collect(joining("\n"));
    assertThat(wrong).as("foreign classes beyond their wall").isEmpty();
  }

  @Test
  void protobufOfTheClientStaysInItsGrpcPackage() {
    var wrong =
        dependencies()
            .filter(
                arrow -> arrow.getOriginClass().getPackageName().startsWith("dev.updraft.client"))
            .filter(
                arrow ->
                    !arrow.getOriginClass().getPackageName().startsWith("dev.updraft.client.grpc"))
            .filter(
                arrow ->
                    arrow
                        .getTargetClass()
                        .getPackageName()
                        .matches("(com\\.flyteidl|com\\.google\\.protobuf|io\\.grpc).*"))
            .map(Dependency::getDescription)
            .collect(joining("\n"));
    assertThat(wrong).isEmpty();
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("dev.updraft.(**)")
        .should()
        .beFreeOfCycles()
        .check(
            house.that(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "of ours by hand",
                    (JavaClass c) ->
                        c.getPackageName().startsWith("dev.updraft")
                            && !room(c.getPackageName()).equals(Optional.of("protocol")))));
  }

  private static boolean climbs(Dependency arrow, String foreign, Set<String> rooms) {
    var target = arrow.getTargetClass().getPackageName();
    var from = room(arrow.getOriginClass().getPackageName());
    return (target.equals(foreign) || target.startsWith(foreign + "."))
        && from.isPresent()
        && !rooms.contains(from.get());
  }

  private static Stream<Dependency> dependencies() {
    return house.stream().map(JavaClass::getDirectDependenciesFromSelf).flatMap(Set::stream);
  }

  private static Optional<String> room(String name) {
    return ROOMS.stream()
        .filter(room -> name.equals(room.getKey()) || name.startsWith(room.getKey() + "."))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
