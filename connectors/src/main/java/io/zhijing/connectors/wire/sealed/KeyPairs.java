package io.zhijing.connectors.wire.sealed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Makes pairs of keys as files. */
public final class KeyPairs {
  /** The file that the job gets. */
  public static final String PUBLIC = "dead-letters.public.pem";

  /** The file that stays with whoever looks after dead letters. */
  public static final String PRIVATE = "dead-letters.private.pem";

  private static final int BITS = 3072;

  private KeyPairs() {}

  /**
   * Makes a pair. The private key can be read by its owner alone, from the first moment on.
   *
   * @param folder exists, and holds none yet
   * @return the public one
   * @throws IOException if a file is there already, or cannot be written
   */
  public static SealingKey make(Path folder, SecureRandom random) throws IOException {
    KeyPair pair = generate(random);
    SealingKey sealing = new SealingKey(pair.getPublic().getEncoded());
    String secret =
        Opener.BEGIN
            + "\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded())
            + "\n"
            + Opener.END
            + "\n";
    FileAttribute<Set<PosixFilePermission>> owner =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path file = Files.createFile(folder.resolve(PRIVATE), owner);
    Files.writeString(file, secret, StandardCharsets.US_ASCII);
    Files.writeString(
        folder.resolve(PUBLIC),
        sealing.pem(),
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE_NEW);
    return sealing;
  }

  private static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS, random);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
