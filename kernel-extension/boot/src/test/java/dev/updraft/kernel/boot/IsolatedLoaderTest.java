package dev.updraft.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;

class IsolatedLoaderTest {
  private final ClassLoader notebook = IsolatedLoaderTest.class.getClassLoader();
  private final IsolatedLoader loader = new IsolatedLoader(new URL[0], notebook);

  @Test
  void theKernelAndTheBootCodeAreTheNotebooksOwn() throws ClassNotFoundException {
    assertThat(loader.loadClass(Extension.class.getName())).isSameAs(Extension.class);
    assertThat(loader.loadClass(IsolatedLoader.class.getName())).isSameAs(IsolatedLoader.class);
  }

  @Test
  void theUsersLibrariesAreOutOfSight() {
    assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void theCompilerAndTheShellAreThere() throws ClassNotFoundException {
    assertThat(loader.loadClass("jdk.jshell.JShell")).isSameAs(jdk.jshell.JShell.class);
    assertThat(loader.loadClass("com.sun.source.tree.Tree")).isNotNull();
  }
}
