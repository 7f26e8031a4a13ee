package io.chattr.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.chattr.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP file of JSON files, which holds nothing of what was written to it. */
final class JsonZip {
  private final ZipOutputStream zip;
  private final Json json;

  JsonZip(OutputStream out, Json json) {
    this.zip = new ZipOutputStream(out, UTF_8);
    this.json = json;
  }

  void text(String name, String text) {
    file(name, () -> zip.write(text.getBytes(UTF_8)));
  }

  void value(String name, Object view) {
    file(name, () -> zip.write(json.bytes(view)));
  }

  /** The views of all that {@code pages} hands over, in one list with an item on each line. */
  <T> void list(
      String name, Consumer<Consumer<List<T>>> pages, Function<List<T>, ? extends List<?>> views) {
    file(
        name,
        () -> {
          var items = new Items();
          pages.accept(page -> views.apply(page).forEach(items::add));
          items.end();
        });
  }

  void end() throws IOException {
    zip.finish();
  }

  private void file(String name, Writing writing) {
    writing(
        () -> {
          zip.putNextEntry(new ZipEntry(name));
          writing.write();
          zip.closeEntry();
        });
  }

  private static void writing(Writing writing) {
    try {
      writing.write();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private interface Writing {
    void write() throws IOException;
  }

  private final class Items {
    private String before = "[\n";

    void add(Object view) {
      writing(
          () -> {
            zip.write(before.getBytes(UTF_8));
            zip.write(json.bytes(view));
          });
      before = ",\n";
    }

    void end() throws IOException {
      zip.write((before.equals(",\n") ? "\n]\n" : "[]\n").getBytes(UTF_8));
    }
  }
}
