package io.zhijing.dashboards.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose the file is, and who may read it, once it was written anew. */
class UserFileTest {
  private static final String CONTAINER = "9999";

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("users.yaml");
  }

  private static User user(String name) {
    return new User(
        new Viewer(name, Set.of(Role.VIEWER), Set.of(), Set.of(), "zh"), "hash", false, List.of());
  }

  private PosixFileAttributes attributes() throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class);
  }

  @Test
  void aFileThatIsNotThereYetIsItsOwnersAlone() throws Exception {
    new UserFile(path).write(List.of(user("li")));
    assertThat(PosixFilePermissions.toString(attributes().permissions())).isEqualTo("rw-------");
  }

  @Test
  void permissionsAreKept() throws Exception {
    for (String each : List.of("rw-r-----", "r--r--r--", "rw-rw-rw-", "rw-------")) {
      new UserFile(path).write(List.of(user("li")));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(each));
      new UserFile(path).write(List.of(user("wang")));
      assertThat(PosixFilePermissions.toString(attributes().permissions())).isEqualTo(each);
      assertThat(new UserFile(path).read()).containsExactly(user("wang"));
    }
  }

  @Test
  void ownerAndGroupAreKeptWhereThatIsPermitted() throws Exception {
    new UserFile(path).write(List.of(user("li")));
    UserPrincipalLookupService lookup = folder.getFileSystem().getUserPrincipalLookupService();
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      view.setOwner(lookup.lookupPrincipalByName(CONTAINER));
      view.setGroup(lookup.lookupPrincipalByGroupName(CONTAINER));
    } catch (IOException e) {
      assumeTrue(false, "only root can give a file away");
    }
    new UserFile(path).write(List.of(user("wang")));
    assertThat(attributes().owner().getName()).isEqualTo(CONTAINER);
    assertThat(attributes().group().getName()).isEqualTo(CONTAINER);
    assertThat(new UserFile(path).read()).containsExactly(user("wang"));
  }

  @Test
  void aFileOfAnotherIsGivenBackBeforeItIsOpenedToAnybody() throws Exception {
    new UserFile(path).write(List.of(user("li")));
    PosixFileAttributes former = attributes();
    List<String> steps = new ArrayList<>();
    new UserFile(path, fresh -> new OfAnother(fresh, true, steps)).write(List.of(user("wang")));
    assertThat(steps)
        .containsExactly(
            "owner " + former.owner().getName(),
            "group " + former.group().getName(),
            "permissions rw-------");
  }

  @Test
  void whoeverCannotGiveItBackIsRefusedAndNothingChanges() throws Exception {
    new UserFile(path).write(List.of(user("li")));
    PosixFileAttributes former = attributes();
    UserFile.OwnerNotKept refused =
        catchThrowableOfType(
            UserFile.OwnerNotKept.class,
            () ->
                new UserFile(path, fresh -> new OfAnother(fresh, false, new ArrayList<>()))
                    .write(List.of(user("wang"))));
    assertThat(refused.owner())
        .isEqualTo(former.owner().getName() + ":" + former.group().getName());
    assertThat(refused).hasMessageContaining(refused.owner());
    assertThat(new UserFile(path).read()).containsExactly(user("li"));
    assertThat(attributes().fileKey()).isEqualTo(former.fileKey());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).as("nothing is left behind").containsExactly(path);
    }
  }

  /** A new file as a user sees it who is not the owner of the former one. */
  private record OfAnother(Path file, boolean isPermitted, List<String> steps)
      implements PosixFileAttributeView {
    private void step(String what) throws IOException {
      if (!isPermitted) {
        throw new FileSystemException(file.toString(), null, "Operation not permitted");
      }
      steps.add(what);
    }

    @Override
    public String name() {
      return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
      return new Another(Files.readAttributes(file, PosixFileAttributes.class));
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
      return readAttributes().owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
      step("owner " + owner.getName());
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
      step("group " + group.getName());
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
      step("permissions " + PosixFilePermissions.toString(permissions));
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw new UnsupportedOperationException();
    }
  }

  private record Another(PosixFileAttributes file) implements PosixFileAttributes {
    @Override
    public UserPrincipal owner() {
      return () -> "another";
    }

    @Override
    public GroupPrincipal group() {
      return () -> "others";
    }

    @Override
    public Set<PosixFilePermission> permissions() {
      return file.permissions();
    }

    @Override
    public FileTime lastModifiedTime() {
      return file.lastModifiedTime();
    }

    @Override
    public FileTime lastAccessTime() {
      return file.lastAccessTime();
    }

    @Override
    public FileTime creationTime() {
      return file.creationTime();
    }

    @Override
    public boolean isRegularFile() {
      return file.isRegularFile();
    }

    @Override
    public boolean isDirectory() {
      return file.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
      return file.isSymbolicLink();
    }

    @Override
    public boolean isOther() {
      return file.isOther();
    }

    @Override
    public long size() {
      return file.size();
    }

    @Override
    public Object fileKey() {
      return file.fileKey();
    }
  }
}
