package dev.updraft.engine;

import dev.updraft.model.Entity;
import dev.updraft.model.Execution;
import dev.updraft.model.Failure;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NamedEntity;
import dev.updraft.model.Project;
import dev.updraft.model.Query.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What each kind of row has to be filtered and sorted by. */
final class MemoryFields {
  private MemoryFields() {}

  static @Nullable Comparable<?> field(Entity entity, Field field) {
    return switch (field) {
      case PROJECT -> entity.id().project();
      case DOMAIN -> entity.id().domain();
      case NAME -> entity.id().name();
      case VERSION -> entity.id().version();
      case CREATED_AT -> entity.created();
      case PHASE,
          UPDATED_AT,
          STARTED_AT,
          DURATION,
          TASK_NAME,
          TASK_VERSION,
          ERROR_CODE,
          ERROR_KIND,
          SESSION,
          USER,
          NOTEBOOK,
          CATALOG,
          STATE ->
          throw noField(field, entity.id().kind().word());
    };
  }

  static @Nullable Comparable<?> field(Execution e, Field field) {
    return switch (field) {
      case PROJECT -> e.id().project();
      case DOMAIN -> e.id().domain();
      case NAME -> e.id().name();
      case PHASE -> e.phase().name();
      case CREATED_AT -> e.created();
      case UPDATED_AT -> e.updated();
      case STARTED_AT -> e.started().orElse(null);
      case DURATION -> e.duration().map(Duration::toSeconds).orElse(null);
      case TASK_NAME -> e.task().name();
      case TASK_VERSION -> e.task().version();
      case ERROR_CODE -> e.error().map(Failure::code).orElse(null);
      case ERROR_KIND -> e.error().map(f -> f.kind().name()).orElse(null);
      case SESSION -> e.labels().session();
      case USER -> e.labels().user();
      case NOTEBOOK -> e.labels().notebook();
      case CATALOG -> e.catalog().name();
      case STATE -> e.state().state().name();
      case VERSION -> throw noField(field, "execution");
    };
  }

  static @Nullable Comparable<?> field(NamedEntity named, Field field) {
    return switch (field) {
      case PROJECT -> named.project();
      case DOMAIN -> named.domain();
      case NAME -> named.name();
      case STATE -> named.state().name();
      default -> throw noField(field, named.kind().word());
    };
  }

  static @Nullable Comparable<?> field(Project project, Field field) {
    return switch (field) {
      case PROJECT -> project.id();
      case NAME -> project.name();
      case STATE -> project.state().name();
      default -> throw noField(field, "project");
    };
  }

  private static InvalidRequest noField(Field field, String entity) {
    return new InvalidRequest(
        "There is no field '%s' to filter or sort a list of %ss by."
            .formatted(field.word(), entity));
  }
}
