package io.zhijing.jobs.chaos;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that can be taken away while others write into it, and put back with all it held. Its
 * name is a link, and what takes its place is renamed over it: at no moment is the name free, for a
 * writer would make a folder of that name, and what was taken away could not come back.
 */
final class DetachableFolder {
  private final Path name;
  private final Path kept;

  private DetachableFolder(Path name) {
    this.name = name;
    this.kept = name.resolveSibling(name.getFileName() + "-kept");
  }

  /**
   * Makes an ordinary folder one that can be taken away; nobody may be writing into it yet.
   *
   * @throws IOException if it cannot be moved
   */
  static DetachableFolder of(Path folder) throws IOException {
    DetachableFolder detachable = new DetachableFolder(folder);
    Files.move(folder, detachable.kept);
    Files.createSymbolicLink(folder, detachable.kept);
    return detachable;
  }

  /** Puts a file where the folder was: nothing can be read or written below its name. */
  void detach() throws IOException {
    Files.move(Files.writeString(beside(), "not a folder"), name, ATOMIC_MOVE);
  }

  /** Puts the folder back. */
  void attach() throws IOException {
    Files.move(Files.createSymbolicLink(beside(), kept), name, ATOMIC_MOVE);
  }

  private Path beside() {
    return name.resolveSibling(name.getFileName() + "-next");
  }
}
