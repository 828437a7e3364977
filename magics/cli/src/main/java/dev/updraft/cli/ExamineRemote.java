package dev.updraft.cli;

import dev.updraft.client.Settings;
import dev.updraft.client.grpc.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Somebody else's backend, from the name to the login: each step needs the one before. */
final class ExamineRemote {
  private static final int PATIENCE_MILLIS = 4000;
  private static final int HTTPS = 443;
  private static final Duration SOON = Duration.ofDays(14);

  private final Address address;
  private final Settings settings;
  private final Instant now;
  private final String host;
  private final int port;
  private final List<Finding> found = new ArrayList<>();

  ExamineRemote(Address address, Settings settings, Instant now) {
    this.address = address;
    this.now = now;
    this.settings = settings;
    var shown = address.shown();
    int colon = shown.lastIndexOf(':');
    var number = shown.substring(colon + 1);
    var named = colon > 0 && number.matches("\\d{1,5}");
    this.host = named ? shown.substring(0, colon) : shown;
    this.port = named ? Integer.parseInt(number) : HTTPS;
  }

  List<Finding> findings() {
    if (isKnown() && isOpen() && isTrusted()) {
      found.add(Connecting.to(settings));
    }
    return found;
  }

  private boolean isKnown() {
    try {
      var at = InetAddress.getByName(host);
      found.add(Finding.good("%s is %s".formatted(host, at.getHostAddress())));
      return true;
    } catch (UnknownHostException _) {
      found.add(
          Finding.wrong(
              "nobody knows the name " + host,
              "See admin.endpoint in the configuration file, or what UPDRAFT_ENDPOINT says; in a company, whether the VPN is up."));
      return false;
    }
  }

  private boolean isOpen() {
    try (var _ = connected()) {
      found.add(Finding.good("port %d is open".formatted(port)));
      return true;
    } catch (IOException e) {
      found.add(
          Finding.wrong(
              "%s:%d cannot be reached: %s".formatted(host, port, e.getMessage()),
              "See the port of the endpoint, and whether a firewall or a VPN is between."));
      return false;
    }
  }

  private Socket connected() throws IOException {
    var socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private boolean isTrusted() {
    return switch (address.security()) {
      case Address.Security.Plaintext _ -> {
        if (!isLoopback()) {
          found.add(
              Finding.note(
                  "the connection is not encrypted: admin.insecure or http:// was asked for"));
        }
        yield true;
      }
      case Address.Security.Tls(Optional<Path> authority) -> isTrusted(authority);
    };
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private boolean isTrusted(Optional<Path> authority) {
    SSLContext context;
    try {
      context = context(authority);
    } catch (IOException | GeneralSecurityException e) {
      found.add(
          Finding.wrong(
              "the certificates in %s cannot be read: %s"
                  .formatted(authority.map(Path::toString).orElse("the JDK"), e.getMessage()),
              "See admin.caCertFilePath: a file of certificates in PEM."));
      return false;
    }
    try (var plain = connected();
        var secure =
            (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, false)) {
      var parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      var until =
          ((X509Certificate) secure.getSession().getPeerCertificates()[0])
              .getNotAfter()
              .toInstant();
      if (until.isBefore(now)) {
        found.add(expired("it was valid until " + until)); // one that is trusted by itself
        return false;
      }
      found.add(
          until.isBefore(now.plus(SOON))
              ? Finding.note("its certificate is trusted, but only until " + until)
              : Finding.good("its certificate is trusted"));
      return true;
    } catch (SSLException e) {
      found.add(refusedTls(e));
      return false;
    } catch (IOException e) {
      found.add(
          Finding.wrong(
              "%s:%d does not speak TLS: %s".formatted(host, port, e.getMessage()),
              "If it is meant to be plain: admin.insecure: true, or http:// before the endpoint."));
      return false;
    }
  }

  private Finding expired(String why) {
    return Finding.wrong(
        "the certificate of %s has expired: %s".formatted(host, why),
        "Who runs the backend must renew it; or see this machine's clock.");
  }

  private Finding refusedTls(SSLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return expired(String.valueOf(cause.getMessage()));
      }
    }
    var message = String.valueOf(e.getMessage());
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Finding.wrong(
          "%s:%d does not speak TLS".formatted(host, port),
          "If it is meant to be plain: admin.insecure: true, or http:// before the endpoint.");
    }
    return Finding.wrong(
        "the certificate of %s is not trusted: %s".formatted(host, message),
        "Name your company's authority in admin.caCertFilePath.");
  }

  private static SSLContext context(Optional<Path> authority)
      throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    if (authority.isEmpty()) {
      context.init(null, null, null);
      return context;
    }
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authority.get())) {
      var number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + number++, certificate);
      }
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
