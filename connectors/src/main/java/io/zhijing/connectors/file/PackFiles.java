package io.zhijing.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a pack's files are: a folder, or the class path. Never leaves that place. */
public sealed interface PackFiles {

  /**
   * Opens a file of the pack.
   *
   * @throws NoSuchFileException if there is none of that name
   */
  InputStream open(String name) throws IOException;

  /** How the place is called in messages. */
  String place();

  /** A pack in a folder. */
  static PackFiles in(Path folder) {
    return new Folder(folder.toAbsolutePath().normalize());
  }

  /** A pack that comes with the program. */
  static PackFiles builtIn(String id) {
    return new BuiltIn(id);
  }

  /**
   * A folder.
   *
   * @param folder absolute
   */
  record Folder(Path folder) implements PackFiles {
    @Override
    public InputStream open(String name) throws IOException {
      Path file = folder.resolve(name).normalize();
      if (!file.startsWith(folder)) {
        throw new NoSuchFileException(name);
      }
      return Files.newInputStream(file);
    }

    @Override
    public String place() {
      return folder.toString();
    }
  }

  /**
   * Resources under {@code packs/}.
   *
   * @param id of the pack
   */
  record BuiltIn(String id) implements PackFiles {
    @Override
    public InputStream open(String name) throws IOException {
      String resource = "/packs/" + id + "/" + name;
      InputStream stream =
          resource.contains("..") ? null : PackFiles.class.getResourceAsStream(resource);
      if (stream == null) {
        throw new NoSuchFileException(name);
      }
      return stream;
    }

    @Override
    public String place() {
      return "the built-in pack " + id;
    }
  }
}
