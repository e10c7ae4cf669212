package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The folder under the temporary directory that holds unpacked servers, which are kept, and run
 * folders, which are not. Everybody may read it, since a server may run as another user. What a
 * killed run left behind is swept up by the next.
 */
final class ServerHome {

  private static final Pattern OWNED = Pattern.compile("(?:run|unpacking)-([0-9]+)-.*");
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final Path root;

  /** A home under the temporary directory, named after the user. */
  static ServerHome usual() {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_-]", "_");
    return new ServerHome(Path.of(System.getProperty("java.io.tmpdir"), "zhijing-" + user));
  }

  ServerHome(Path root) {
    this.root = root;
    try {
      makeReadable(Files.createDirectories(root));
      if (!Files.getOwner(root).getName().equals(System.getProperty("user.name"))) {
        throw new ServerFailedException(root + " belongs to somebody else");
      }
      sweep();
    } catch (IOException e) {
      throw new ServerFailedException("cannot use " + root + ": " + e.getMessage(), e);
    }
  }

  /** An empty folder for one run. */
  Path freshRun(String name) {
    Path folder = root.resolve(own("run", name));
    try {
      return makeReadable(Files.createDirectory(folder));
    } catch (IOException e) {
      throw new ServerFailedException("cannot create " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * The folder a zip was unpacked to, now or earlier. It appears under its name only when it is
   * complete, so nobody ever runs half a server.
   */
  Path unpacked(Path zip, Supervisor supervisor) {
    String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
    try {
      Path target = root.resolve(name + "-" + Files.size(zip));
      if (!Files.isDirectory(target)) {
        Path partial = root.resolve(own("unpacking", name));
        try {
          unzip(zip, partial, supervisor);
          moveInPlace(partial, target);
        } finally {
          delete(partial);
        }
      }
      try (Stream<Path> inside = Files.list(target)) {
        return inside.findFirst().orElseThrow(() -> new IOException(zip + " is empty"));
      }
    } catch (IOException e) {
      throw new ServerFailedException("cannot unpack " + zip + ": " + e.getMessage(), e);
    }
  }

  /** Deletes a folder with all that is in it; not being there is fine. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }

  private static void moveInPlace(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(target)) { // otherwise somebody else was faster
        throw e;
      }
    }
  }

  private static void unzip(Path zip, Path target, Supervisor supervisor) throws IOException {
    makeReadable(Files.createDirectory(target));
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null) {
        supervisor.check();
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("an entry points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
          makeReadable(Files.createDirectories(path));
        } else {
          Files.copy(in, path);
          boolean program = path.getParent().getFileName().toString().equals("bin");
          String rights = program ? "rwxr-xr-x" : "rw-r--r--";
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
        entry = in.getNextEntry();
      }
    }
  }

  private static Path makeReadable(Path folder) throws IOException {
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String own(String kind, String name) {
    long pid = ProcessHandle.current().pid();
    return kind + "-" + pid + "-" + RUNS.incrementAndGet() + "-" + name;
  }

  private void sweep() throws IOException {
    List<Path> inside;
    try (Stream<Path> list = Files.list(root)) {
      inside = list.toList();
    }
    for (Path folder : inside) {
      Matcher owned = OWNED.matcher(folder.getFileName().toString());
      if (owned.matches() && ProcessHandle.of(Long.parseLong(owned.group(1))).isEmpty()) {
        delete(folder);
      }
    }
  }
}
