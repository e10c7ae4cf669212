package io.zhijing.connectors.notify.cap;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zhijing.connectors.notify.DeliveryId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A document as a file of a directory, called by its identifier. */
final class CapFile {
  private static final Pattern ABOUT =
      Pattern.compile("<valueName>(?:warning_id|revision)</valueName><value>[^<]*</value>");

  private CapFile() {}

  /**
   * Writes it under a hidden name first, so that a reader of the directory never sees half of it.
   *
   * @return false if the file tells of another warning or revision; it stays as it was
   * @throws IOException if it cannot be written
   */
  static boolean write(Path directory, DeliveryId delivery, CapDocument document)
      throws IOException {
    Path part = directory.resolve("." + document.identifier() + "-" + delivery.text() + ".part");
    // What an attempt left that was broken off may be a second name of the file itself.
    Files.deleteIfExists(part);
    try {
      fill(part, document.xml());
      return publish(part, directory.resolve(document.identifier() + ".xml"), document.xml());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void fill(Path part, byte[] xml) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(xml);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A second name is given only if nothing has it, whoever else writes there at the moment. */
  private static boolean publish(Path part, Path file, byte[] xml) throws IOException {
    try {
      Files.createLink(file, part);
      return true;
    } catch (FileAlreadyExistsException e) {
      return replace(part, file, xml);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // There are no second names in this file system.
      return replace(part, file, xml);
    }
  }

  private static boolean replace(Path part, Path file, byte[] xml) throws IOException {
    if (Files.exists(file) && !tellsTheSame(Files.readAllBytes(file), xml)) {
      return false;
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private static boolean tellsTheSame(byte[] there, byte[] xml) {
    return Arrays.equals(there, xml) || (!about(xml).isEmpty() && about(there).equals(about(xml)));
  }

  /** Warning and revision, as they stand in a document of ours. */
  private static List<String> about(byte[] xml) {
    Matcher matcher = ABOUT.matcher(new String(xml, UTF_8));
    return matcher.results().map(result -> result.group()).toList();
  }
}
