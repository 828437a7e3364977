package dev.updraft.client.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updraft.client.CallListener;
import dev.updraft.client.CallOptions;
import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.Where;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.grpc.Credentials;
import dev.updraft.client.model.BackendException;
import dev.updraft.client.testing.FakeFlyte;
import dev.updraft.client.testing.Inc;
import org.junit.jupiter.api.Test;

/** A Flyte without our service does not know origins: the call itself is told, with its inputs. */
class LineageOnFlyteTest {
  @Test
  void theCallAndItsInputsAreTold() throws Exception {
    try (var flyte = new FakeFlyte(false);
        var session = session(flyte)) {
      var call =
          session.call(
              Inc.task("inc"), new Object[] {41L}, CallOptions.plain(), CallListener.nobody());
      call.await();

      var lineage = Lineage.of(session, call.executionId(), "", "");

      assertThat(lineage.origin().what().name()).isEqualTo("inc");
      assertThat(lineage.inputs()).extracting(Lineage.Part::name).containsExactly("n");
      assertThatThrownBy(() -> Lineage.of(session, call.executionId(), "n0", ""))
          .isInstanceOf(BackendException.Unknown.class);
    }
  }

  private static Session session(FakeFlyte flyte) {
    var address =
        new Address(
            flyte.target(), new Address.Security.Plaintext(), new Credentials.Token("secret"));
    return Session.connect(
        new Settings(new Where.Remote(address), "updraft", "development", "Ana B.", "s1", ""));
  }
}
