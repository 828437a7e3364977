package dev.updraft.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.model.BackendException;
import dev.updraft.client.testing.FakeFlyte;
import io.grpc.Status;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {
  private static Address address(String target) {
    return new Address(target, new Address.Security.Plaintext(), new Credentials.None());
  }

  @Test
  void aCallIsRepeatedWhileTheBackendIsAway() {
    try (var flyte = new FakeFlyte(true);
        var backend = new Backend(new Link(() -> address(flyte.target())))) {
      flyte.refuse("GetVersion", Status.UNAVAILABLE, Status.RESOURCE_EXHAUSTED);

      assertThat(backend.version()).isEqualTo("v9");
      assertThat(flyte.count("GetVersion")).isEqualTo(3);
    }
  }

  @Test
  void aBackendThatMovedIsFoundAgain() {
    try (var gone = new FakeFlyte(true);
        var here = new FakeFlyte(true)) {
      Iterator<String> places = List.of(gone.target(), here.target()).iterator();
      try (var backend = new Backend(new Link(() -> address(places.next())))) {
        gone.close();

        assertThat(backend.version()).isEqualTo("v9");
        assertThat(backend.link().address().target()).isEqualTo(here.target());
      }
    }
  }

  @Test
  void anAwayBackendIsGivenUpAfterAFewTries() {
    try (var flyte = new FakeFlyte(true);
        var backend = new Backend(new Link(() -> address(flyte.target())))) {
      var away = Status.UNAVAILABLE.withDescription("starting");
      flyte.refuse("GetVersion", away, away, away, away, away, away, away, away);

      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Unavailable.class)
          .hasMessage("The backend at %s cannot be reached: starting", flyte.target());
      assertThat(flyte.count("GetVersion")).isEqualTo(5);
    }
  }

  @Test
  void whoHasLeftLooksForNobodyAgain() {
    var looked = new AtomicInteger();
    try (var flyte = new FakeFlyte(true)) {
      var backend =
          new Backend(
              new Link(
                  () -> {
                    looked.incrementAndGet();
                    return address(flyte.target());
                  }));
      backend.close();

      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.GivenUp.class)
          .hasMessage("The session is closed.");
      assertThat(looked).as("an embedded backend would be started").hasValue(1);
    }
  }

  @Test
  void credentialsThatWereRefusedAreMadeAnewOnce() {
    var refused = new AtomicInteger();
    var credentials =
        new Credentials() {
          @Override
          public Map<String, String> headers() {
            return Map.of("authorization", "Bearer t" + refused.get());
          }

          @Override
          public void refused(Map<String, String> shown) {
            refused.incrementAndGet();
          }
        };
    try (var flyte = new FakeFlyte(true);
        var backend =
            new Backend(
                new Link(
                    () ->
                        new Address(
                            flyte.target(), new Address.Security.Plaintext(), credentials)))) {
      flyte.refuse("GetVersion", Status.UNAUTHENTICATED);
      assertThat(backend.version()).isEqualTo("v9");
      assertThat(flyte.tokens).containsExactly("Bearer t0", "Bearer t1");

      flyte.refuse(
          "GetVersion", Status.UNAUTHENTICATED, Status.UNAUTHENTICATED.withDescription("no token"));
      assertThatThrownBy(backend::version)
          .isInstanceOf(BackendException.Denied.class)
          .hasMessage("The backend at %s denies this: no token", flyte.target());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, InvalidRequest, false",
    "NOT_FOUND, NotFound, false",
    "ALREADY_EXISTS, Conflict, false",
    "FAILED_PRECONDITION, Conflict, false",
    "UNAUTHENTICATED, Denied, false",
    "PERMISSION_DENIED, Denied, false",
    "RESOURCE_EXHAUSTED, Exhausted, true",
    "UNAVAILABLE, Unavailable, true",
    "DEADLINE_EXCEEDED, Unavailable, true",
    "UNIMPLEMENTED, Unknown, false",
    "CANCELLED, GivenUp, false",
    "INTERNAL, Broken, false",
    "UNKNOWN, Broken, false",
  })
  void theTypeSaysWhoMustActAndWhetherToRepeat(Status.Code code, String type, boolean passing) {
    var failure =
        Statuses.fromWire(
            code.toStatus().withDescription("said").asRuntimeException(), address("a:1"));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.passing()).isEqualTo(passing);
  }
}
