package dev.updraft.api;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** One thing in a report. */
sealed interface ReportPart
    permits ReportPart.Html, ReportPart.Text, ReportPart.Picture, ReportTable {
  /** What it is to people, e.g. {@code a table}. */
  String noun();

  /** At least so many bytes come out of {@link #html()}: asked first, for that may be gigabytes. */
  long leastBytes();

  String html();

  /** HTML as the task wrote it. */
  record Html(String html) implements ReportPart {
    @Override
    public String noun() {
      return "HTML";
    }

    @Override
    public long leastBytes() {
      return html.length();
    }
  }

  /** Plain text. */
  record Text(String text) implements ReportPart {
    @Override
    public String noun() {
      return "a text";
    }

    @Override
    public long leastBytes() {
      return text.length();
    }

    @Override
    public String html() {
      return "<pre>" + escaped(text) + "</pre>";
    }
  }

  /**
   * A picture's file.
   *
   * @param attributes of its tag, with a blank before; may be empty
   */
  record Picture(String mediaType, byte[] bytes, String attributes) implements ReportPart {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final byte[] GIF = {'G', 'I', 'F', '8'};
    private static final int PNG_SIZE_AT = 16;

    static Picture of(byte[] bytes) {
      if (begins(bytes, PNG)) {
        return new Picture("image/png", bytes.clone(), size(bytes));
      }
      if (begins(bytes, JPEG)) {
        return new Picture("image/jpeg", bytes.clone(), "");
      }
      if (begins(bytes, GIF)) {
        return new Picture("image/gif", bytes.clone(), "");
      }
      throw new IllegalArgumentException(
          "A report's image is a PNG, JPEG or GIF file, but these "
              + bytes.length
              + " bytes begin with "
              + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(4, bytes.length))
              + ". Pass a BufferedImage, or html(..) for SVG.");
    }

    static Picture of(BufferedImage image) {
      var bytes = new ByteArrayOutputStream();
      try (var out = new MemoryCacheImageOutputStream(bytes)) {
        if (!ImageIO.write(image, "png", out)) {
          throw new IllegalArgumentException(
              "This JDK cannot write the image as PNG: "
                  + image
                  + ". Convert it to TYPE_INT_ARGB.");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Writing an image to memory", e);
      }
      return of(bytes.toByteArray());
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
      return bytes.length >= magic.length
          && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** So that the page does not jump when the picture is there. */
    private static String size(byte[] png) {
      if (png.length < PNG_SIZE_AT + 8) {
        return "";
      }
      var header = ByteBuffer.wrap(png, PNG_SIZE_AT, 8);
      return " width=\"%d\" height=\"%d\"".formatted(header.getInt(), header.getInt());
    }

    @Override
    public String noun() {
      return "an image";
    }

    @Override
    public long leastBytes() {
      return bytes.length / 3 * 4L;
    }

    @Override
    public String html() {
      return "<img alt=\"image\""
          + attributes
          + " src=\"data:"
          + mediaType
          + ";base64,"
          + Base64.getEncoder().encodeToString(bytes)
          + "\">";
    }
  }

  /** As text of an element or an attribute. */
  static String escaped(String text) {
    var out = new StringBuilder(text.length() + 16);
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
