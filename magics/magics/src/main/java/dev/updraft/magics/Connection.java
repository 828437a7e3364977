package dev.updraft.magics;

import dev.updraft.client.Session;
import dev.updraft.client.Settings;
import dev.updraft.client.UserTypes;
import dev.updraft.magics.notebook.Notebook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notebook's connection to a backend: made by {@code %connect}, or by the first call that needs
 * one.
 */
final class Connection implements AutoCloseable {
  private final Notebook notebook;
  private final Map<String, String> environment;
  private final UserTypes types;
  private final Runnable opened;
  private List<?> seenJars = List.of();
  private @Nullable Session session;

  /**
   * @param opened called after each new connection
   */
  Connection(Notebook notebook, Map<String, String> environment, Runnable opened) {
    this.notebook = notebook;
    this.environment = environment;
    this.types = new UserTypes(notebook::userLoader);
    this.opened = opened;
  }

  /** The session, connected to what the environment says if nobody said anything else. */
  synchronized Session session() {
    var present = session;
    return present == null ? open(Settings.Asked.nothing(), Optional.empty()) : present;
  }

  /**
   * Connects anew, keeping what was not asked for; the earlier connection is closed once the new
   * one stands.
   */
  synchronized Session open(Settings.Asked asked, Optional<String> notebookName) {
    var before = session;
    var settings =
        before == null
            ? Settings.of(asked, environment)
                .session(notebook.session())
                .notebook(notebook.name().orElse(""))
            : before.settings().but(asked, environment);
    var connected = Session.connect(notebookName.map(settings::notebook).orElse(settings), types);
    session = connected;
    opened.run();
    if (before != null) {
      before.close();
    }
    return connected;
  }

  /** Whether a connection stands. */
  synchronized Optional<Session> present() {
    return Optional.ofNullable(session);
  }

  /** The dataframe libraries and codecs that the user has now. */
  synchronized UserTypes types() {
    var jars = notebook.userJars();
    if (!jars.equals(seenJars)) {
      types.refresh();
      seenJars = jars;
    }
    return types;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }
}
