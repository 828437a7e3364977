package dev.updraft.service;

import com.flyteidl.core.LiteralMap;
import com.flyteidl.service.CreateDownloadLinkRequest;
import com.flyteidl.service.CreateDownloadLinkResponse;
import com.flyteidl.service.CreateDownloadLocationRequest;
import com.flyteidl.service.CreateDownloadLocationResponse;
import com.flyteidl.service.CreateUploadLocationRequest;
import com.flyteidl.service.CreateUploadLocationResponse;
import com.flyteidl.service.DataProxyServiceGrpc;
import com.flyteidl.service.GetDataRequest;
import com.flyteidl.service.GetDataResponse;
import com.flyteidl.service.PreSignedURLs;
import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.updraft.blobs.Blobs;
import dev.updraft.model.InvalidRequest;
import dev.updraft.model.NodeExecution;
import dev.updraft.model.NotFound;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Flyte's DataProxyService: addresses for files to be put and got, and data by name. */
final class DataProxy extends DataProxyServiceGrpc.DataProxyServiceImplBase {
  private final Blobs blobs;
  private final NodeCalls nodes;
  private final Decks decks;
  private final Tickets tickets;
  private final Supplier<String> baseUrl;
  private final Limits limits;
  private final Clock clock;

  DataProxy(
      Blobs blobs,
      NodeCalls nodes,
      Decks decks,
      Tickets tickets,
      Supplier<String> baseUrl,
      Limits limits,
      Clock clock) {
    this.blobs = blobs;
    this.nodes = nodes;
    this.decks = decks;
    this.tickets = tickets;
    this.baseUrl = baseUrl;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Answers ALREADY_EXISTS, with the file's native URL in a {@code CreateUploadLocationResponse}
   * among the status's details, when the content is there; then nothing needs uploading.
   */
  @Override
  public void createUploadLocation(
      CreateUploadLocationRequest request, StreamObserver<CreateUploadLocationResponse> answer) {
    var place = UploadPlace.of(request, limits, Names::random);
    var uri = blobs.uri(place.names().toArray(String[]::new));
    if (blobs.find(uri).isPresent() && !mayBeWrittenAgain(uri, place)) {
      throw alreadyThere(uri);
    }
    var expires = clock.instant().plus(place.expiresIn());
    var ticket = new Ticket(Ticket.Act.PUT, uri, place.sha256(), place.md5(), expires);
    var location =
        CreateUploadLocationResponse.newBuilder()
            .setSignedUrl(url(ticket))
            .setNativeUrl(uri)
            .setExpiresAt(Times.timestamp(expires));
    place.md5().ifPresent(md5 -> location.putHeaders("Content-MD5", md5));
    Answers.one(answer, location.build());
  }

  @Override
  public void createDownloadLocation(
      CreateDownloadLocationRequest request,
      StreamObserver<CreateDownloadLocationResponse> answer) {
    if (request.getNativeUrl().isEmpty()) {
      throw new InvalidRequest("native_url is a required parameter");
    }
    if (blobs.find(request.getNativeUrl()).isEmpty()) {
      throw new NotFound("There is no file at '%s'.".formatted(request.getNativeUrl()));
    }
    var asked =
        request.hasExpiresIn()
            ? Duration.ofSeconds(request.getExpiresIn().getSeconds())
            : limits.signedUrl();
    if (asked.isNegative() || asked.compareTo(limits.signedUrl()) > 0) {
      throw new InvalidRequest(
          "expires_in is %d s; at most %d s can be asked for"
              .formatted(asked.toSeconds(), limits.signedUrl().toSeconds()));
    }
    var expires = clock.instant().plus(asked);
    Answers.one(
        answer,
        CreateDownloadLocationResponse.newBuilder()
            .setSignedUrl(url(Ticket.get(request.getNativeUrl(), expires)))
            .setExpiresAt(Times.timestamp(expires))
            .build());
  }

  /** Only reports, which Flyte calls decks, can be linked to. */
  @Override
  @SuppressWarnings("deprecation") // Flyte fills both forms
  public void createDownloadLink(
      CreateDownloadLinkRequest request, StreamObserver<CreateDownloadLinkResponse> answer) {
    var place = nodes.place(request.getNodeExecutionId());
    var link = link(decks.of(place).orElseThrow(() -> noReport(place.node(), Optional.empty())));
    Answers.one(
        answer,
        CreateDownloadLinkResponse.newBuilder()
            .addAllSignedUrl(link.getSignedUrlList())
            .setExpiresAt(link.getExpiresAt())
            .setPreSignedUrls(link)
            .build());
  }

  @Override
  public void getData(GetDataRequest request, StreamObserver<GetDataResponse> answer) {
    var url = FlyteUrl.parse(request.getFlyteUrl());
    Answers.one(
        answer,
        switch (url.side()) {
          case INPUTS -> literals(url, nodes.inputs(nodes.place(url.execution(), url.node())));
          case OUTPUTS -> literals(url, outputs(url));
          case DECK -> GetDataResponse.newBuilder().setPreSignedUrls(link(deck(url))).build();
        });
  }

  private static GetDataResponse literals(FlyteUrl url, LiteralMap data) {
    if (url.variable().isEmpty()) {
      return GetDataResponse.newBuilder().setLiteralMap(data).build();
    }
    var name = url.variable().get();
    var literal = data.getLiteralsMap().get(name);
    if (literal == null) {
      throw new NotFound(
          "There is no '%s' at '%s'. There are: %s."
              .formatted(name, url.text(), String.join(", ", data.getLiteralsMap().keySet())));
    }
    return GetDataResponse.newBuilder().setLiteral(literal).build();
  }

  private LiteralMap outputs(FlyteUrl url) {
    var wire = Ids.toWire(url.execution(), url.node());
    return url.attempt()
        .map(number -> nodes.outputs(wire, nodes.attempt(wire, number)))
        .orElseGet(() -> nodes.outputs(nodes.place(url.execution(), url.node())));
  }

  private String deck(FlyteUrl url) {
    var place = nodes.place(url.execution(), url.node());
    return url.attempt()
        .map(number -> nodes.attempt(Ids.toWire(url.execution(), url.node()), number))
        .map(decks::of)
        .orElseGet(() -> decks.of(place))
        .orElseThrow(() -> noReport(place.node(), url.attempt()));
  }

  private static NotFound noReport(NodeExecution node, Optional<Integer> attempt) {
    return new NotFound(
        "%sode '%s' of execution '%s' has no report."
            .formatted(
                attempt.map(number -> "Attempt %d of n".formatted(number)).orElse("N"),
                node.id(),
                node.execution().name()));
  }

  private PreSignedURLs link(String uri) {
    var expires = clock.instant().plus(limits.signedUrl());
    return PreSignedURLs.newBuilder()
        .addSignedUrl(url(Ticket.get(uri, expires)))
        .setExpiresAt(Times.timestamp(expires))
        .build();
  }

  private String url(Ticket ticket) {
    return baseUrl.get() + SignedFiles.PATH + tickets.sign(ticket);
  }

  /**
   * A folder named by its content cannot hold anything else. Under a name of the caller's own
   * choice the caller must know what is there (contract 7).
   */
  private boolean mayBeWrittenAgain(String uri, UploadPlace place) {
    return place.sha256().isEmpty() && place.md5().equals(Optional.of(md5(uri)));
  }

  private String md5(String uri) {
    try (var bytes = new DigestInputStream(blobs.open(uri), MessageDigest.getInstance("MD5"))) {
      bytes.transferTo(java.io.OutputStream.nullOutputStream());
      return Base64.getEncoder().encodeToString(bytes.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no MD5; use a complete JDK 25.", e);
    }
  }

  private static StatusRuntimeException alreadyThere(String uri) {
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.ALREADY_EXISTS_VALUE)
            .setMessage("'%s' is there already; nothing needs uploading.".formatted(uri))
            .addDetails(
                Any.pack(CreateUploadLocationResponse.newBuilder().setNativeUrl(uri).build()))
            .build());
  }
}
