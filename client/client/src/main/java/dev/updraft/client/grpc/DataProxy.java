package dev.updraft.client.grpc;

import com.flyteidl.service.CreateDownloadLocationRequest;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.google.protobuf.ByteString;
import dev.updraft.client.model.BackendException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Bytes to and from the backend's store, through its data proxy: content-addressed up, by address
 * down.
 */
public final class DataProxy {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int TRIES = 3;
  private final Link link;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  DataProxy(Link link) {
    this.link = link;
  }

  /** Uploads a file, unless the store has its content already; answers its address. */
  public String upload(String project, String domain, String fileName, Content content) {
    var probe = request(project, domain, fileName, content).build();
    try {
      link.call(DataProxyServiceGrpc.getCreateUploadLocationMethod(), probe);
    } catch (BackendException.Conflict e) {
      if (e.exists()) {
        return Statuses.uploaded(e.getCause())
            .orElseGet(() -> location(probe, content).getNativeUrl());
      }
      throw e;
    }
    return put(probe, content);
  }

  private String put(CreateUploadLocationRequest probe, Content content) {
    for (var tried = 1; ; tried++) {
      try {
        var location = location(probe, content);
        put(location, content);
        return location.getNativeUrl();
      } catch (BackendException.Conflict e) {
        if (e.exists()) {
          return Statuses.uploaded(e.getCause()).orElseThrow(() -> e); // somebody else was quicker
        }
        throw e;
      } catch (IOException e) {
        if (tried == TRIES) {
          throw new BackendException.Unavailable(
              "Cannot upload '%s' to the backend at %s: %s"
                  .formatted(probe.getFilename(), link.address().shown(), e),
              e);
        }
        link.repair(); // the address that was signed may be that of a backend that died
      }
    }
  }

  private static CreateUploadLocationRequest.Builder request(
      String project, String domain, String fileName, Content content) {
    return CreateUploadLocationRequest.newBuilder()
        .setProject(project)
        .setDomain(domain)
        .setFilename(fileName)
        .setFilenameRoot(content.sha256());
  }

  private CreateUploadLocationResponse location(
      CreateUploadLocationRequest probe, Content content) {
    return link.call(
        DataProxyServiceGrpc.getCreateUploadLocationMethod(),
        probe.toBuilder()
            .setContentMd5(ByteString.copyFrom(content.md5()))
            .setAddContentMd5Metadata(true)
            .build());
  }

  private void put(CreateUploadLocationResponse location, Content content) throws IOException {
    var request =
        HttpRequest.newBuilder(URI.create(location.getSignedUrl()))
            .PUT(content.body())
            .header("Content-MD5", Base64.getEncoder().encodeToString(content.md5()));
    location
        .getHeadersMap()
        .forEach(
            (name, value) -> {
              // Flyte's answer has a Content-Length, which is that of the hash's text
              if (!name.equalsIgnoreCase("Content-Length")
                  && !name.equalsIgnoreCase("Content-MD5")) {
                request.header(name, value);
              }
            });
    var answer = send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      refuse("upload", location.getNativeUrl(), answer.statusCode(), answer.body());
    }
  }

  /** Opens a stored file from any machine; whoever asked closes it. */
  public InputStream open(String uri) {
    var location =
        link.call(
            DataProxyServiceGrpc.getCreateDownloadLocationMethod(),
            CreateDownloadLocationRequest.newBuilder().setNativeUrl(uri).build());
    var address = location.getSignedUrl();
    try {
      var answer =
          send(
              HttpRequest.newBuilder(URI.create(address)).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        refuse(
            "download",
            uri,
            answer.statusCode(),
            new String(answer.body().readNBytes(500), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new BackendException.Unavailable("Cannot download %s: %s".formatted(uri, e), e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws IOException {
    try {
      return http.send(request, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException.GivenUp("Interrupted.", e);
    }
  }

  private static void refuse(String act, String uri, int status, String said) {
    var cause = new IOException("HTTP " + status);
    if (status == 404) {
      throw new BackendException.NotFound("The store has no %s.".formatted(uri), cause);
    }
    throw new BackendException.InvalidRequest(
        "The store refused to %s %s (HTTP %d): %s".formatted(act, uri, status, said.strip()),
        cause);
  }
}
