package dev.updraft.types.mapping;

import dev.updraft.types.LiteralType;
import dev.updraft.types.mapping.TypeRefused.Problem;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the form of a Java type. Goes on after a type that cannot travel, so that all problems of a
 * signature are named at once.
 */
final class Forms {
  /**
   * More records than {@link Depth} lets through: only so that a type that grows for ever comes to
   * an end.
   */
  private static final int DEEPEST = Depth.MOST / 5;

  /** Stands for a type that cannot travel; no mapping comes of it. */
  private static final Form REFUSED = NumberForms.bool();

  private static final String TOO_DEEP = "is nested deeper than Flyte's messages go";
  private static final String MAKE_FLATTER =
      "Make it flatter, or pass parts of it as parameters of their own.";

  private static final String NO_COLUMN =
      "A column holds text, numbers, booleans, times, dates, UUIDs or bytes, or an Optional of them.";

  private final DataClasses data;
  private final List<Problem> problems;

  /** The records and sealed interfaces around the type that is being looked at. */
  private final List<Type> around = new ArrayList<>();

  Forms(DataClasses data, List<Problem> problems) {
    this.data = data;
    this.problems = problems;
  }

  /** The form of a parameter or a result. */
  Form whole(Type declared, Place at) {
    var form = of(declared, at);
    return Depth.of(form.type()) > Depth.MOST ? refuse(at, declared, TOO_DEEP, MAKE_FLATTER) : form;
  }

  private Form of(Type declared, Place at) {
    var type = Types.resolve(declared, Map.of());
    if (type instanceof Class<?> plain) {
      return ofClass(plain, at);
    } else if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, at);
    } else if (type instanceof GenericArrayType array) {
      return ofArray(array.getGenericComponentType(), at);
    } else if (type instanceof TypeVariable<?>) {
      return refuse(
          at,
          type,
          "is a type variable, but a task's interface is fixed",
          "Write the type that it stands for.");
    } else if (type instanceof WildcardType) {
      return refuse(
          at, type, "leaves open what is inside", "Write the type that you mean, without '?'.");
    }
    return refuse(at, type, "is of no kind that Updraft knows", "");
  }

  private Form ofClass(Class<?> type, Place at) {
    if (type == boolean.class || type == Boolean.class) {
      return NumberForms.bool();
    } else if (type == long.class || type == Long.class) {
      return NumberForms.ofLong();
    } else if (type == int.class || type == Integer.class) {
      return NumberForms.ofInt();
    } else if (type == double.class || type == Double.class) {
      return NumberForms.ofDouble();
    } else if (type == String.class) {
      return TextForm.string();
    } else if (type == short.class || type == Short.class) {
      return NumberForms.ofShort();
    } else if (type == byte.class || type == Byte.class) {
      return NumberForms.ofByte();
    } else if (type == float.class || type == Float.class) {
      return NumberForms.ofFloat();
    } else if (type == char.class || type == Character.class) {
      return TextForm.character();
    } else if (type == byte[].class) {
      return new BytesForm();
    } else if (type.isArray()) {
      return ofArray(type.getComponentType(), at);
    } else if (data.isFrame(type)) {
      return DataForm.frame(type);
    } else if (data.isFrameOfRows(type)) {
      return refuse(
          at,
          type,
          "says nothing about its columns",
          "Write " + type.getSimpleName() + "<..> with a record whose components they are.");
    }
    return switch (data.codecFormat(type)) {
      case CodecFormat.Named(var format) -> DataForm.coded(type, format);
      case CodecFormat.Refused(var reason, var instead) -> refuse(at, type, reason, instead);
      case CodecFormat.None(var broken) -> ofObject(type, broken, at);
    };
  }

  private Form ofObject(Class<?> type, String broken, Place at) {
    if (type.isEnum()) {
      return new EnumForm(type);
    } else if (type.isRecord()) {
      return ofRecord(type, type, at);
    } else if (type.isSealed() && type.isInterface()) {
      return ofSealed(type, at);
    } else if (type == Instant.class) {
      return TimeForms.instant();
    } else if (type == LocalDateTime.class) {
      return TimeForms.localDateTime();
    } else if (type == LocalDate.class) {
      return TimeForms.localDate();
    } else if (type == Duration.class) {
      return TimeForms.duration();
    } else if (type == BigDecimal.class) {
      return TextForm.decimal();
    } else if (type == BigInteger.class) {
      return TextForm.integer();
    } else if (type == Path.class) {
      return DataForm.file();
    }
    return refuse(at, type, Reasons.against(type).with(broken));
  }

  private Form ofGeneric(ParameterizedType type, Place at) {
    var raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class) {
      return ListForm.list(of(arguments[0], at));
    } else if (raw == Set.class) {
      return ofSet(type, of(arguments[0], at), at);
    } else if (raw == Optional.class) {
      return ofOptional(type, of(arguments[0], at), at);
    } else if (raw == Map.class) {
      return arguments[0] == String.class
          ? new MapForm(of(arguments[1], at))
          : refuse(
              at,
              type,
              "has keys that are no strings, but Flyte's maps have string keys",
              "Write Map<String, " + Words.of(arguments[1]) + ">, or a list of records.");
    } else if (data.isFrameOfRows(raw)) {
      return ofRows(raw, arguments[0], type, at);
    } else if (data.isFrame(raw)) {
      return DataForm.frame(raw);
    }
    return switch (data.codecFormat(raw)) {
      case CodecFormat.Named(var format) -> DataForm.coded(raw, format);
      case CodecFormat.Refused(var reason, var instead) -> refuse(at, type, reason, instead);
      case CodecFormat.None(var broken) -> ofGenericObject(raw, type, broken, at);
    };
  }

  private Form ofGenericObject(Class<?> raw, Type type, String broken, Place at) {
    if (raw.isRecord()) {
      return ofRecord(raw, type, at);
    } else if (raw.isSealed() && raw.isInterface()) {
      return refuse(at, type, "is a generic sealed interface", "Write it without type parameters.");
    }
    return refuse(at, type, Reasons.against(raw).with(broken));
  }

  private Form ofArray(Type component, Place at) {
    return ListForm.array(Types.erasure(component), of(component, at));
  }

  private Form ofRows(Class<?> frame, Type row, Type type, Place at) {
    if (!(row instanceof Class<?> plain && plain.isRecord())
        || plain.getTypeParameters().length > 0) {
      return refuse(
          at,
          type,
          "does not say which columns it has",
          "Write a record without type parameters whose components they are.");
    }
    if (plain.getRecordComponents().length == 0) {
      return refuse(at, type, "has no columns", "Give the record a component for each.");
    }
    var columns = new ArrayList<LiteralType.Column>();
    for (var component : plain.getRecordComponents()) {
      data.column(component.getGenericType())
          .ifPresentOrElse(
              column -> columns.add(new LiteralType.Column(component.getName(), column)),
              () ->
                  refuse(
                      at.component(component.getName()),
                      component.getGenericType(),
                      "is nothing that a column holds",
                      NO_COLUMN));
    }
    return new RowsForm(frame, plain.asSubclass(Record.class), columns);
  }

  private Form ofSet(Type type, Form element, Place at) {
    return element.holdsData()
        ? refuse(at, type, "is a set of data, whose equality nobody can tell", "Write a List.")
        : ListForm.set(element);
  }

  private Form ofOptional(Type type, Form present, Place at) {
    return present instanceof OptionalForm
        ? refuse(at, type, "has two ways to be empty, but Flyte has one", "Write one Optional.")
        : new OptionalForm(present);
  }

  private Form ofRecord(Class<?> raw, Type type, Place at) {
    if (type instanceof Class<?> && raw.getTypeParameters().length > 0) {
      return refuse(
          at,
          type,
          "says nothing about its type parameters",
          "Write them: " + raw.getSimpleName() + "<..>.");
    }
    if (isTooDeep(type, at)) {
      return REFUSED;
    }
    around.add(type);
    var arguments = Types.arguments(type);
    var components = new ArrayList<RecordForm.Component>();
    for (var component : raw.getRecordComponents()) {
      var place = at.component(component.getName());
      var componentType = Types.resolve(component.getGenericType(), arguments);
      var form = of(componentType, place);
      if (around.size() > 1 && form.holdsData()) {
        form =
            refuse(
                place,
                componentType,
                "is data, which does not fit into a struct",
                TaskMapping.PASS_COMPONENTS);
      }
      components.add(new RecordForm.Component(component.getName(), form, component.getAccessor()));
    }
    around.removeLast();
    return new RecordForm(raw, Words.of(type), components);
  }

  private Form ofSealed(Class<?> type, Place at) {
    if (type.getTypeParameters().length > 0) {
      return refuse(at, type, "is a generic sealed interface", "Write it without type parameters.");
    }
    if (isTooDeep(type, at)) {
      return REFUSED;
    }
    var cases = new LinkedHashMap<String, RecordForm>();
    around.add(type);
    addCases(type, type, at, cases, new HashSet<>());
    around.removeLast();
    return new SealedForm(type, cases);
  }

  private void addCases(
      Class<?> sealed, Class<?> type, Place at, Map<String, RecordForm> cases, Set<Class<?>> seen) {
    for (var permitted : type.getPermittedSubclasses()) {
      if (!seen.add(permitted)) {
        continue;
      }
      if (permitted.isInterface() && permitted.isSealed()) {
        addCases(sealed, permitted, at, cases, seen);
      } else if (!permitted.isRecord()) {
        refuse(
            at,
            sealed,
            "permits " + permitted.getSimpleName() + ", which is no record",
            "Let all its cases be records.");
      } else if (ofRecord(permitted, permitted, at) instanceof RecordForm form) {
        if (cases.put(permitted.getSimpleName(), form) != null) {
          refuse(
              at,
              sealed,
              "has two cases called " + permitted.getSimpleName(),
              "Give them different names.");
        }
      }
    }
  }

  private boolean isTooDeep(Type type, Place at) {
    if (around.contains(type)) {
      refuse(
          at,
          type,
          "contains itself, but Flyte's types are finite trees",
          "Write a list of rows that refer to each other by id.");
      return true;
    }
    if (around.size() >= DEEPEST) {
      refuse(at, type, TOO_DEEP, MAKE_FLATTER);
      return true;
    }
    return false;
  }

  private Form refuse(Place at, Type type, Reasons reasons) {
    return refuse(at, type, reasons.reason(), reasons.instead());
  }

  private Form refuse(Place at, Type type, String reason, String instead) {
    problems.add(new Problem(at.toString(), Words.of(type), reason, instead));
    return REFUSED;
  }
}
