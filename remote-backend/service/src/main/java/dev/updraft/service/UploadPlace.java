package dev.updraft.service;

import com.flyteidl.service.CreateUploadLocationRequest;
import com.google.protobuf.ByteString;
import dev.updraft.model.InvalidRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Where an upload goes and what is known of its content, read from the request. Contract 7: below
 * project and domain, a folder named by the content (or by the caller), in it the file.
 *
 * @param names of the folders from the store's root on, and of the file
 * @param sha256 in hex, where the folder's name is one
 * @param md5 in base64
 */
record UploadPlace(
    List<String> names, Optional<String> sha256, Optional<String> md5, Duration expiresIn) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MD5_BYTES = 16;

  static UploadPlace of(
      CreateUploadLocationRequest request, Limits limits, Supplier<String> random) {
    var problems = new ArrayList<String>();
    if (request.getProject().isEmpty() || request.getDomain().isEmpty()) {
      problems.add("project and domain are required parameters");
    }
    if (request.getContentMd5().isEmpty() && request.getFilenameRoot().isEmpty()) {
      problems.add(
          "content_md5 or filename_root is a required parameter: the store is addressed by content");
    }
    if (!request.getContentMd5().isEmpty() && request.getContentMd5().size() != MD5_BYTES) {
      problems.add(
          "content_md5 has %d bytes; an MD5 has %d, sent raw and not as text"
              .formatted(request.getContentMd5().size(), MD5_BYTES));
    }
    name("project", request.getProject(), problems);
    name("domain", request.getDomain(), problems);
    name("filename_root", request.getFilenameRoot(), problems);
    for (var part : request.getFilename().split("/", -1)) {
      name("filename", part, problems);
    }
    var expiresIn = expiresIn(request, limits, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(String.join("; ", problems));
    }
    var root = request.getFilenameRoot();
    var folder = root.isEmpty() ? Base32.encode(request.getContentMd5()) : root;
    var file = request.getFilename().isEmpty() ? random.get() : request.getFilename();
    return new UploadPlace(
        List.of("up", request.getProject(), request.getDomain(), folder, file),
        Optional.of(root).filter(SHA256.asMatchPredicate()),
        Optional.of(request.getContentMd5()).filter(md5 -> !md5.isEmpty()).map(UploadPlace::base64),
        expiresIn);
  }

  private static void name(String field, String value, List<String> problems) {
    if (value.equals("..")
        || value.equals(".")
        || (value.contains("/") && !field.equals("filename"))
        || value.startsWith(".")
        || value.chars().anyMatch(c -> c < ' ' || c == '\\')) {
      problems.add(
          "%s '%s' cannot be part of a file's name here: names may not begin with a dot or contain a"
                  .formatted(field, value)
              + " backslash or a control character, and only filename may contain '/'");
    }
  }

  private static Duration expiresIn(
      CreateUploadLocationRequest request, Limits limits, List<String> problems) {
    if (!request.hasExpiresIn()) {
      return limits.signedUrl();
    }
    var asked = Duration.ofSeconds(request.getExpiresIn().getSeconds());
    if (asked.isNegative() || asked.compareTo(limits.signedUrl()) > 0) {
      problems.add(
          "expires_in is %d s; at most %d s can be asked for"
              .formatted(asked.toSeconds(), limits.signedUrl().toSeconds()));
    }
    return asked;
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
