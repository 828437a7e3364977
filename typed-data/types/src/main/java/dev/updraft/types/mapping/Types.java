package dev.updraft.types.mapping;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generic types with their variables put in. What cannot be put in stays a variable. */
final class Types {
  private Types() {}

  /** {@code List<T>} with T put in; equal arguments make equal types. */
  record Applied(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }
  }

  private record ArrayOf(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }
  }

  static Type resolve(Type type, Map<TypeVariable<?>, Type> arguments) {
    if (type instanceof TypeVariable<?> variable) {
      return arguments.getOrDefault(variable, variable);
    } else if (type instanceof ParameterizedType generic) {
      var resolved = new ArrayList<Type>();
      for (Type argument : generic.getActualTypeArguments()) {
        resolved.add(resolve(argument, arguments));
      }
      return new Applied((Class<?>) generic.getRawType(), List.copyOf(resolved));
    } else if (type instanceof GenericArrayType array) {
      var component = resolve(array.getGenericComponentType(), arguments);
      return component instanceof Class<?> plain ? plain.arrayType() : new ArrayOf(component);
    }
    return type;
  }

  /** What the type variables of a generic class stand for in {@code type}. */
  static Map<TypeVariable<?>, Type> arguments(Type type) {
    var arguments = new HashMap<TypeVariable<?>, Type>();
    if (type instanceof ParameterizedType generic) {
      var variables = ((Class<?>) generic.getRawType()).getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        arguments.put(variables[i], generic.getActualTypeArguments()[i]);
      }
    }
    return arguments;
  }

  static Class<?> erasure(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    } else if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    } else if (type instanceof GenericArrayType array) {
      return erasure(array.getGenericComponentType()).arrayType();
    }
    return Object.class;
  }
}
