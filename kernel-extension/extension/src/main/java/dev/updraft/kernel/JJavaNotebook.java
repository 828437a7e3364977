package dev.updraft.kernel;

import dev.updraft.kernel.render.Bundle;
import dev.updraft.magics.notebook.Display;
import dev.updraft.magics.notebook.Notebook;
import dev.updraft.magics.notebook.View;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.jspecify.annotations.Nullable;

/** The notebook of a running JJava kernel. */
final class JJavaNotebook implements Notebook {
  private final KernelBridge bridge;
  private final Predicate<Path> ours;
  private final String session;
  private final Optional<String> name;
  private volatile @Nullable ShellReplyEnvironment latest;

  /**
   * @param ours which entries of the class path Updraft itself put there
   */
  JJavaNotebook(KernelBridge bridge, Predicate<Path> ours, String session, Optional<String> name) {
    this.bridge = bridge;
    this.ours = ours;
    this.session = session;
    this.name = name;
  }

  @Override
  public JShell jshell() {
    return bridge.jshell();
  }

  @Override
  public @Nullable Object evaluate(String source) throws InterruptedException {
    return bridge.evaluate(source);
  }

  @Override
  public int cell() {
    latestCell();
    return bridge.cell();
  }

  @Override
  public Display show(View view) {
    var home =
        latestCell()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No cell has run, so there is no place to show: " + view.text()));
    var id = UUID.randomUUID().toString();
    home.publish(new PublishDisplayData(data(view, id)));
    return changed -> publisher(home).publish(new PublishUpdateDisplayData(data(changed, id)));
  }

  /** The running cell, else the last one that asked for its number or showed something. */
  private Optional<ShellReplyEnvironment> latestCell() {
    var running = bridge.runningCell();
    running.ifPresent(cell -> latest = cell);
    return running.or(() -> Optional.ofNullable(latest));
  }

  /**
   * A display is known to clients by its id, whichever cell's message names it; some (nbclient)
   * read only messages of the cell that runs, so that one is preferred.
   */
  private ShellReplyEnvironment publisher(ShellReplyEnvironment home) {
    return bridge.runningCell().orElse(home);
  }

  private static DisplayData data(View view, String id) {
    var data = Bundle.of(view);
    data.putTransientData("display_id", id);
    return data;
  }

  @Override
  public List<Path> userJars() {
    return userLoader() instanceof URLClassLoader jars
        ? Stream.of(jars.getURLs())
            .map(JJavaNotebook::path)
            .filter(ours.negate())
            .distinct()
            .toList()
        : List.of();
  }

  private static Path path(URL url) {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The class path holds something that is no file: " + url, e);
    }
  }

  @Override
  public void addJars(List<Path> jars) {
    bridge.addToClasspath(
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
  }

  @Override
  public ClassLoader userLoader() {
    return bridge.userLoader();
  }

  @Override
  public String session() {
    return session;
  }

  @Override
  public Optional<String> name() {
    return name;
  }
}
