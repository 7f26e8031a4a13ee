package io.chattr.adapter.rest;

import io.chattr.adapter.rest.http.Call;
import io.chattr.adapter.rest.http.Reply;
import io.chattr.application.Chattr;
import io.chattr.application.account.ChattrAccounts;
import io.chattr.application.export.ExportPerson;
import io.chattr.application.export.ExportPerson.Export;
import io.chattr.wire.Json;
import io.chattr.wire.view.Shown;
import java.util.List;
import java.util.Optional;

/** {@code /users/me/export} */
final class ExportResource {
  static final String MEDIA_TYPE = "application/zip";

  private static final String FILE = "chattr-export.zip";

  private final ExportPerson exportPerson;
  private final MeResource me;
  private final Optional<ChattrAccounts> accounts;
  private final Shown shown;
  private final Json json = new Json();

  ExportResource(Chattr chattr, MeResource me, Optional<ChattrAccounts> accounts) {
    this.exportPerson = chattr.exportPerson();
    this.me = me;
    this.accounts = accounts;
    this.shown = new Shown(chattr);
  }

  Reply export(Call call) {
    Export export = exportPerson.begin(call.user());
    try {
      return new Reply.Stream(MEDIA_TYPE, FILE, new ExportArchive(export, own(call), shown, json));
    } catch (RuntimeException failure) {
      export.close();
      throw failure;
    }
  }

  private ExportArchive.Own own(Call call) {
    Optional<List<SessionView>> sessions =
        accounts.map(
            own ->
                own.ownLogins().list(call.user()).stream()
                    .map(session -> SessionView.of(session, call.session()))
                    .toList());
    return new ExportArchive.Own(me.of(call.user()), me.settings(call.user()), sessions);
  }
}
