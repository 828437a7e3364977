package dev.updraft.kernel;

import dev.updraft.api.Handles;
import dev.updraft.kernel.log.FileHandler;
import dev.updraft.kernel.render.Bundle;
import dev.updraft.kernel.render.FrameRenderer;
import dev.updraft.magics.notebook.Magics;
import dev.updraft.magics.notebook.View;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.logging.Logger;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** The extension proper, in the loader that {@code dev.updraft.kernel.boot} has opened for it. */
public final class UpdraftKernel implements Extension {
  private final List<Magics> opened = new ArrayList<>();
  private List<Logger> quiet = List.of();

  @Override
  public void install(BaseKernel kernel) {
    quiet = FileHandler.takeOver();
    var bridge = new KernelBridge(kernel);
    bridge.restyleErrors(styler -> new ErrorStyler(styler, SpeaksToUser::isUserVisible));
    bridge.lookUpMagics(KnownMagics::new);
    var notebook =
        new JJavaNotebook(bridge, UpdraftKernel::isOurs, session(), env("JPY_SESSION_NAME"));
    render(kernel.getRenderer(), notebook);
    for (var provider : ServiceLoader.load(Magics.Provider.class, getClass().getClassLoader())) {
      var magics = provider.open(notebook);
      opened.add(magics);
      new MagicCalls(notebook, magics).register(kernel.getMagicsRegistry());
    }
  }

  private static void render(Renderer renderer, JJavaNotebook notebook) {
    renderer
        .createRegistration(View.class)
        .preferring(Bundle.HTML)
        .register((view, context) -> context.getOutputContainer().assign(Bundle.of(view)));
    renderer
        .createRegistration(Object.class)
        .preferring(Bundle.HTML)
        .register(new FrameRenderer(notebook::userLoader));
  }

  /**
   * Also ends the process: a thread pool of the kernel's own would keep it for a minute, until
   * Jupyter kills it.
   */
  @Override
  public void uninstall(BaseKernel kernel) {
    opened.reversed().forEach(Magics::close);
    quiet.forEach(logger -> logger.setUseParentHandlers(true));
    Thread.ofPlatform().daemon().name("updraft-exit").start(new ExitSoon());
  }

  /** What lies beside {@code updraft-api}: the jars that the kernelspec puts on the class path. */
  private static boolean isOurs(Path entry) {
    var boot = Handles.class.getProtectionDomain().getCodeSource().getLocation();
    return entry.startsWith(Path.of(URI.create(boot.toString())).resolveSibling(""));
  }

  private static String session() {
    return env("UPDRAFT_SESSION")
        .orElseGet(() -> UUID.randomUUID().toString().replace("-", "").substring(0, 12));
  }

  private static Optional<String> env(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
