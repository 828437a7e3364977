package dev.updraft.cli;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.Where;
import dev.updraft.client.grpc.Address;
import dev.updraft.client.model.BackendException;

/** Connects as a notebook does: version, login, project and domain. */
final class Connecting {
  private Connecting() {}

  static Finding to(Settings settings) {
    try (var session = Session.connect(settings)) {
      return Finding.good(
          "connected to %s · %s · project %s · domain %s"
              .formatted(
                  session.backend().link().address().shown(),
                  session.backend().version(),
                  settings.project(),
                  settings.domain()));
    } catch (BackendException.Denied e) {
      return Finding.wrong(
          String.valueOf(e.getMessage()),
          "See how you are let in: admin.authType and what belongs to it in the configuration file.");
    } catch (BackendException.Broken e) {
      return Finding.wrong(
          String.valueOf(e.getMessage()),
          isPlain(settings)
              ? "If it speaks TLS: admin.insecure: false in the configuration file, or https:// before the endpoint."
              : "It is reached and does not answer as a Flyte does: see whether this is the gRPC port.");
    } catch (RuntimeException e) {
      return Finding.wrong(Complaints.sentence(e), "");
    }
  }

  private static boolean isPlain(Settings settings) {
    return settings.where() instanceof Where.Remote(var address)
        && address.security() instanceof Address.Security.Plaintext;
  }
}
