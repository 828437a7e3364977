package dev.updraft.types.wire;

import dev.updraft.types.graph.Reference;

/** {@code core.Identifier}, whose type follows from where it stands. */
final class ReferenceForm {
  static final int TASK = 1;
  static final int WORKFLOW = 2;
  static final int LAUNCH_PLAN = 3;

  /** What a message without an identifier has. */
  static final Reference NOTHING = new Reference("", "", "", "");

  private ReferenceForm() {}

  static Reference read(In in) {
    String project = "";
    String domain = "";
    String name = "";
    String version = "";
    for (int tag; (tag = in.tag()) != 0; ) {
      switch (tag) {
        case 2 << 3 | 2 -> project = in.text();
        case 3 << 3 | 2 -> domain = in.text();
        case 4 << 3 | 2 -> name = in.text();
        case 5 << 3 | 2 -> version = in.text();
        default -> in.skip(tag);
      }
    }
    return new Reference(project, domain, name, version);
  }

  static void write(Out out, int type, Reference reference) {
    out.varint(1, type);
    out.text(2, reference.project());
    out.text(3, reference.domain());
    out.text(4, reference.name());
    out.text(5, reference.version());
  }
}
