package dev.updraft.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flyteidl.service.CreateDownloadLocationRequest;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files through the data proxy: whole, verified, inside the root, or not at all. */
class UploadTest {
  private static final long LIMIT = 1 << 20;
  private static RunningServer running;
  private static DataProxyServiceGrpc.DataProxyServiceBlockingStub proxy;

  @BeforeAll
  static void start(@TempDir Path home) {
    var d = Limits.defaults();
    running =
        new RunningServer(
            home, new Limits(d.message(), d.literalMap(), LIMIT, d.inlineOutputs(), d.signedUrl()));
    proxy = DataProxyServiceGrpc.newBlockingStub(running.trusted());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void uploadedFileLiesUnderItsHashAndIsDownloaded() throws Exception {
    var bytes = "hello".getBytes(UTF_8);
    var place = proxy.createUploadLocation(request(bytes, "00000").build());
    assertThat(place.getNativeUrl())
        .isEqualTo(running.blobs.uri("up", "updraft", "development", sha256(bytes), "00000"));
    assertThat(running.http("PUT", place.getSignedUrl(), bytes).statusCode()).isEqualTo(200);

    var url = download(place.getNativeUrl());
    assertThat(running.http("GET", url, new byte[0]).body()).isEqualTo("hello");
    var part = running.http("GET", url, new byte[0], "Range", "bytes=1-3");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("ell");
    assertThat(part.headers().firstValue("content-range")).hasValue("bytes 1-3/5");
    assertThat(running.http("GET", url, new byte[0], "Range", "bytes=-2").body()).isEqualTo("lo");
    assertThat(running.http("GET", url, new byte[0], "Range", "bytes=9-").statusCode())
        .isEqualTo(416);
  }

  @Test
  void emptyFileTravelsToo() throws Exception {
    var place = proxy.createUploadLocation(request(new byte[0], "empty").build());
    assertThat(running.http("PUT", place.getSignedUrl(), new byte[0]).statusCode()).isEqualTo(200);
    assertThat(running.http("GET", download(place.getNativeUrl()), new byte[0]).body()).isEmpty();
  }

  @Test
  void contentThatIsThereIsNotAskedForAgain() throws Exception {
    var bytes = "once".getBytes(UTF_8);
    var place = proxy.createUploadLocation(request(bytes, "f").build());
    running.http("PUT", place.getSignedUrl(), bytes);
    assertThatThrownBy(() -> proxy.createUploadLocation(request(bytes, "f").build()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e).hasMessageStartingWith("ALREADY_EXISTS: '" + place.getNativeUrl());
              assertThat(existing(e).getNativeUrl()).isEqualTo(place.getNativeUrl());
            });
  }

  @Test
  void folderOfTheCallersOwnNameIsWrittenAgainOnlyWithTheSameMd5() throws Exception {
    var bytes = "mine".getBytes(UTF_8);
    var request = request(bytes, "f").setFilenameRoot("my-folder");
    var place = proxy.createUploadLocation(request.build());
    running.http("PUT", place.getSignedUrl(), bytes);
    assertThat(proxy.createUploadLocation(request.build()).getSignedUrl()).isNotEmpty();
    var other = request.setContentMd5(md5("other".getBytes(UTF_8))).build();
    assertThatThrownBy(() -> proxy.createUploadLocation(other))
        .hasMessageStartingWith("ALREADY_EXISTS");
  }

  @Test
  void withoutAFolderTheMd5NamesItAsOnFlyte() {
    var request =
        CreateUploadLocationRequest.newBuilder()
            .setProject("flytesnacks")
            .setDomain("development")
            .setFilename("code.jar")
            .setContentMd5(ByteString.copyFrom(HexFormat.of().parseHex("01".repeat(16))))
            .build();
    assertThat(proxy.createUploadLocation(request).getNativeUrl())
        .endsWith("/flytesnacks/development/AEAQCAIBAEAQCAIBAEAQCAIBAE======/code.jar");
  }

  @Test
  void wrongContentIsRefusedAndLeavesNothing() throws Exception {
    var place = proxy.createUploadLocation(request("right".getBytes(UTF_8), "wrong").build());
    var answer = running.http("PUT", place.getSignedUrl(), "wrung".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("The upload was announced with the SHA-256 " + sha256("right".getBytes(UTF_8)))
        .contains("but the 5 bytes that arrived have " + sha256("wrung".getBytes(UTF_8)))
        .contains("Nothing was stored");
    assertThat(running.blobs.exists(place.getNativeUrl())).isFalse();
    assertThat(filesBeside(place)).isEmpty();
  }

  @Test
  void uploadThatIsCutOffLeavesNothing() throws Exception {
    var bytes = new byte[200_000];
    var place = proxy.createUploadLocation(request(bytes, "cut").build());
    try (var socket = new Socket("127.0.0.1", running.server.port())) {
      var head =
          "PUT %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n\r\n"
              .formatted(URI.create(place.getSignedUrl()).getRawPath(), bytes.length);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(bytes, 0, 100_000);
      socket.getOutputStream().flush();
      Eventually.isTrue("the upload has begun", () -> !filesBeside(place).isEmpty());
    }
    Eventually.isTrue("its beginning is gone", () -> filesBeside(place).isEmpty());
    assertThat(running.blobs.exists(place.getNativeUrl())).isFalse();
  }

  @Test
  void uploadOverTheLimitIsRefused() throws Exception {
    var bytes = new byte[(int) LIMIT + 1];
    var place = proxy.createUploadLocation(request(bytes, "large").build());
    assertThat(running.http("PUT", place.getSignedUrl(), bytes).statusCode()).isEqualTo(413);
    assertThat(filesBeside(place)).isEmpty();
  }

  @Test
  void addressIsGoodForItsOwnActOnly() throws Exception {
    var place = proxy.createUploadLocation(request("x".getBytes(UTF_8), "x").build());
    assertThat(running.http("GET", place.getSignedUrl(), new byte[0]).statusCode()).isEqualTo(403);
    var forged = place.getSignedUrl().substring(0, place.getSignedUrl().length() - 2) + "AA";
    var answer = running.http("PUT", forged, "x".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).startsWith("This address was not signed for a PUT by this backend.");
    assertThat(running.http("PUT", "/files/x.y", new byte[0]).statusCode()).isEqualTo(403);
  }

  @Test
  void expiredAddressSaysSo() throws Exception {
    var request =
        request("x".getBytes(UTF_8), "late").setExpiresIn(Duration.getDefaultInstance()).build();
    var place = proxy.createUploadLocation(request);
    var answer = running.http("PUT", place.getSignedUrl(), "x".getBytes(UTF_8));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).startsWith("This address expired at ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''     | development | root | f        | project and domain are required parameters",
        "p      | d           | ''   | f        | content_md5 or filename_root is a required parameter",
        "p      | d           | root | ../../x  | filename '..' cannot be part of a file's name",
        "p      | d           | ..   | f        | filename_root '..' cannot be part",
        "p      | ../d        | root | f        | domain '../d' cannot be part",
        "p      | d           | root | a\\b     | filename 'a\\b' cannot be part",
      })
  void badPlaceIsRefused(String project, String domain, String root, String file, String says) {
    var request =
        CreateUploadLocationRequest.newBuilder()
            .setProject(project)
            .setDomain(domain)
            .setFilenameRoot(root)
            .setFilename(file)
            .build();
    assertThatThrownBy(() -> proxy.createUploadLocation(request))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining(says);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    var request =
        CreateUploadLocationRequest.newBuilder()
            .setFilename("../x")
            .setExpiresIn(Duration.newBuilder().setSeconds(31536000))
            .build();
    assertThatThrownBy(() -> proxy.createUploadLocation(request))
        .hasMessageContaining("project and domain")
        .hasMessageContaining("content_md5 or filename_root")
        .hasMessageContaining("filename '..'")
        .hasMessageContaining("expires_in is 31536000 s; at most 3600 s can be asked for");
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "s3://bucket/key", "file:///a/../etc/passwd"})
  void downloadOutsideTheRootIsRefused(String url) {
    assertThatThrownBy(() -> download(url))
        .hasMessageStartingWith("INVALID_ARGUMENT: '" + url + "' is not in this store");
  }

  @Test
  void downloadOfNothingIsNotFound() {
    var nothing = running.blobs.uri("up", "nothing");
    assertThatThrownBy(() -> download(nothing))
        .hasMessage("NOT_FOUND: There is no file at '%s'.".formatted(nothing));
  }

  private static CreateUploadLocationRequest.Builder request(byte[] bytes, String file)
      throws Exception {
    return CreateUploadLocationRequest.newBuilder()
        .setProject("updraft")
        .setDomain("development")
        .setFilenameRoot(sha256(bytes))
        .setFilename(file)
        .setContentMd5(md5(bytes));
  }

  private static String download(String nativeUrl) {
    return proxy
        .createDownloadLocation(
            CreateDownloadLocationRequest.newBuilder().setNativeUrl(nativeUrl).build())
        .getSignedUrl();
  }

  /** Files in the upload's folder, half written ones too. */
  private static java.util.List<Path> filesBeside(CreateUploadLocationResponse place) {
    var file = Path.of(place.getNativeUrl().substring("file://".length()));
    var folder = Objects.requireNonNull(file.getParent());
    if (!java.nio.file.Files.isDirectory(folder)) {
      return java.util.List.of();
    }
    try (var files = java.nio.file.Files.list(folder)) {
      return files.toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static CreateUploadLocationResponse existing(StatusRuntimeException e) {
    try {
      return Objects.requireNonNull(StatusProto.fromThrowable(e))
          .getDetails(0)
          .unpack(CreateUploadLocationResponse.class);
    } catch (com.google.protobuf.InvalidProtocolBufferException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static ByteString md5(byte[] bytes) throws Exception {
    return ByteString.copyFrom(MessageDigest.getInstance("MD5").digest(bytes));
  }
}
