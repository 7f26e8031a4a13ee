package io.chattr.adapter.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.chattr.adapter.rest.Server.Answer;
import io.chattr.adapter.rest.Server.Client;
import io.chattr.adapter.rest.Server.Person;
import io.chattr.adapter.rest.http.Route;
import io.chattr.adapter.security.JjwtAccessTokens;
import io.chattr.domain.identity.SessionId;
import io.chattr.domain.identity.UserId;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the answer says what was wrong with it, and the server goes on. */
class BadInputTest {
  private static final String UNKNOWN = "01990000-0000-7000-8000-000000000001";

  private static Server server;
  private static Person ann;
  private static Person ben;
  private static String room;
  private static String crew;
  private static String foreignRoom;
  private static String foreignCrew;
  private static String foreignRequest;
  private static String message;
  private static String bens;
  private static String foreignMessage;
  private static String gone;

  @BeforeAll
  static void start() {
    server = new Server();
    ann = server.register();
    ben = server.register();
    Person cat = server.register();
    room = direct(ann, ben);
    crew = group(ann, ben);
    foreignRoom = direct(ben, cat);
    foreignCrew = group(ben, cat);
    message = post(ann, crew);
    bens = post(ben, crew);
    foreignMessage = post(ben, foreignRoom);
    gone = post(ann, crew);
    ann.delete("/api/v1/messages/" + gone);
    foreignRequest =
        ben.post("/api/v1/friend-requests", "{\"userId\":\"" + cat.id() + "\"}").text("id");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void the_server_goes_on() {
    assertThat(ann.get("/api/v1/users/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The body as a whole, wherever there is one.
        "*                 |                                   | 400 malformed body",
        "*                 | null                              | 400 malformed body",
        "*                 | []                                | 400 malformed body",
        "*                 | 7                                 | 400 malformed body",
        "*                 | 'x'                               | 400 malformed body",
        "*                 | {                                 | 400 malformed body",
        "*                 | {} {}                             | 400 malformed body",
        "*                 | {'x':1,'x':2}                     | 400 malformed x",
        "*                 | {'x':{'y':1,'y':2}}               | 400 malformed x.y",
        // /auth/register
        "auth/register     | {}                                | 422 required username",
        "auth/register     | {'username':null}                 | 422 required username",
        "auth/register     | {'username':7}                    | 400 malformed username",
        "auth/register     | {'username':['ann']}              | 400 malformed username",
        "auth/register     | {'username':{}}                   | 400 malformed username",
        "auth/register     | {'username':'a','username':'b'}   | 400 malformed username",
        "auth/register     | {'username':''}                   | 422 required username",
        "auth/register     | {'username':'an'}                 | 422 invalid_value username",
        "auth/register     | {'username':'ann smith'}          | 422 invalid_value username",
        "auth/register     | {'username':'<33>'}               | 422 too_long username",
        "auth/register     | {'username':'ann\\u0000'}         | 422 invalid_value username",
        "auth/register     | {'username':'ann\\ud800'}         | 422 invalid_value username",
        "auth/register     | {'username':'new1'}               | 422 required email",
        "auth/register     | {'username':'new1','email':false} | 400 malformed email",
        "auth/register     | {'username':'new1','email':'x'}   | 422 invalid_value email",
        "auth/register     | {'username':'new1','email':'a\\udc00@b.c'} | 422 invalid_value email",
        "auth/register     | {'username':'new1','email':'<255>@b.c'}    | 422 too_long email",
        "auth/register     | {'username':'new1','email':'a@b.c'}        | 422 required password",
        "auth/register     | {'username':'new1','email':'a@b.c','password':12345678} | 400"
            + " malformed password",
        "auth/register     | {'username':'new1','email':'a@b.c','password':'short'}  | 422"
            + " invalid_value password",
        "auth/register     | {'username':'new1','email':'a@b.c','password':'<73>'}   | 422"
            + " too_large password",
        "auth/register     | {'username':'new1','email':'a@b.c','password':'1234567\\u0000'} | 422"
            + " invalid_value password",
        "auth/register     | {'username':'new1','email':'a@b.c','password':'1234567\\ud800'} | 422"
            + " invalid_value password",
        // /auth/login
        "auth/login        | {}                                | 422 required login",
        "auth/login        | {'login':null,'password':'x'}     | 422 required login",
        "auth/login        | {'login':7,'password':'x'}        | 400 malformed login",
        "auth/login        | {'login':'a','login':'a'}         | 400 malformed login",
        "auth/login        | {'login':'a'}                     | 422 required password",
        "auth/login        | {'login':'a','password':[]}       | 400 malformed password",
        "auth/login        | {'login':'a\\u0000','password':'x'} | 422 invalid_value login",
        "auth/login        | {'login':'a\\udfff','password':'x'} | 422 invalid_value login",
        "auth/login        | {'login':'a','password':'\\ud83d'}  | 422 invalid_value password",
        "auth/login        | {'login':'','password':''}        | 401 invalid_credentials",
        "auth/login        | {'login':'<9999>','password':'<9999>'} | 401 invalid_credentials",
        // /auth/refresh
        "auth/refresh      | {}                                | 422 required refreshToken",
        "auth/refresh      | {'refreshToken':null}             | 422 required refreshToken",
        "auth/refresh      | {'refreshToken':7}                | 400 malformed refreshToken",
        "auth/refresh      | {'refreshToken':'a\\ud800'}       | 422 invalid_value refreshToken",
        "auth/refresh      | {'refreshToken':''}               | 401 token_invalid",
        "auth/refresh      | {'refreshToken':'x.y'}            | 401 token_invalid",
        "auth/refresh      | {'refreshToken':'<9999>'}         | 401 token_invalid",
        "auth/refresh      | {'refreshToken':'<unknown>.x'}    | 401 session_revoked",
        // /friend-requests
        "friend-requests   | {}                                | 422 required userId",
        "friend-requests   | {'userId':null}                   | 422 required userId",
        "friend-requests   | {'userId':7}                      | 400 malformed userId",
        "friend-requests   | {'userId':'a','userId':'b'}       | 400 malformed userId",
        "friend-requests   | {'userId':''}                     | 422 required userId",
        "friend-requests   | {'userId':'a b'}                  | 422 invalid_value userId",
        "friend-requests   | {'userId':'a\\u0000'}             | 422 invalid_value userId",
        "friend-requests   | {'userId':'a\\ud800'}             | 422 invalid_value userId",
        "friend-requests   | {'userId':'<65>'}                 | 422 too_long userId",
        "friend-requests   | {'userId':'nobody'}               | 404 not_found",
        "friend-requests   | {'userId':'<me>'}                 | 422 invalid_value userId",
        // /auth/email-token and /auth/password-reset
        "auth/email-token       | {}                           | 422 required email",
        "auth/email-token       | {'email':null}               | 422 required email",
        "auth/email-token       | {'email':7}                  | 400 malformed email",
        "auth/email-token       | {'email':'x'}                | 422 invalid_value email",
        "auth/email-token       | {'email':'<255>@b.c'}        | 422 too_long email",
        "auth/email-token       | {'email':'a@b.c\\u0000'}    | 422 invalid_value email",
        "auth/email-token       | {'email':'a@b.c\\r\\nTo: x@y.z'} | 422 invalid_value email",
        "auth/email-token       | {'email':'a@b.c','email':'x@y.z'} | 400 malformed email",
        "auth/email-token/verify | {'token':'123456'}          | 422 required email",
        "auth/email-token/verify | {'email':'a@b.c'}           | 422 required token",
        "auth/email-token/verify | {'email':'a@b.c','token':123456} | 400 malformed token",
        "auth/email-token/verify | {'email':'a@b.c','token':'123456'} | 401 invalid_credentials",
        "auth/email-token/verify | {'email':'a@b.c','token':'<9999>'} | 401 invalid_credentials",
        "auth/email-token/verify | {'email':'a@b.c','token':'\\ud800'} | 422 invalid_value token",
        "auth/password-reset     | {}                          | 422 required email",
        "auth/password-reset     | {'email':['a@b.c']}         | 400 malformed email",
        "auth/password-reset     | {'email':'@'}               | 422 invalid_value email",
        "auth/password-reset/confirm | {}                      | 422 required token",
        "auth/password-reset/confirm | {'token':'x'}           | 422 required password",
        "auth/password-reset/confirm | {'token':'x','password':'short'} | 422 invalid_value"
            + " password",
        "auth/password-reset/confirm | {'token':'x','password':'<73>'} | 422 too_large password",
        "auth/password-reset/confirm | {'token':'x','password':'<72>'} | 401 token_invalid",
        "auth/password-reset/confirm | {'token':'.','password':'<72>'} | 401 token_invalid",
        "auth/password-reset/confirm | {'token':'AA.x','password':'<72>'} | 401 token_invalid",
        "auth/password-reset/confirm | {'token':'!.x','password':'<72>'} | 401 token_invalid",
        "auth/password-reset/confirm | {'token':'<9999>.x','password':'<72>'} | 401 token_invalid",
        "auth/password-reset/confirm | {'token':'dTE.x','password':'<72>'} | 401 token_invalid",
        // PATCH /users/me
        "PATCH users/me          | {'displayName':7}           | 400 malformed displayName",
        "PATCH users/me          | {'displayName':['a']}       | 400 malformed displayName",
        "PATCH users/me          | {'displayName':'a','displayName':'b'} | 400 malformed"
            + " displayName",
        "PATCH users/me          | {'displayName':'<65>'}      | 422 too_long displayName",
        "PATCH users/me          | {'displayName':'a\\u0000'} | 422 invalid_value displayName",
        "PATCH users/me          | {'displayName':'a\\nb'}   | 422 invalid_value displayName",
        "PATCH users/me          | {'displayName':'\\ud800'} | 422 invalid_value displayName",
        "PATCH users/me          | {'about':{}}                | 400 malformed about",
        "PATCH users/me          | {'about':'<501>'}           | 422 too_long about",
        "PATCH users/me          | {'about':'\\udc00'}       | 422 invalid_value about",
        "PATCH users/me          | {'password':'correct horse'} | 422 required currentPassword",
        "PATCH users/me          | {'password':'short','currentPassword':'x'} | 422 invalid_value"
            + " password",
        "PATCH users/me          | {'password':'<73>','currentPassword':'x'} | 422 too_large"
            + " password",
        "PATCH users/me          | {'password':'<72>','currentPassword':7} | 400 malformed"
            + " currentPassword",
        "PATCH users/me          | {'password':'<72>','currentPassword':'wrong'} | 422"
            + " invalid_value currentPassword",
        "PATCH users/me          | {'password':'<72>','currentPassword':'<9999>'} | 422"
            + " invalid_value currentPassword",
        // DELETE /users/me
        "DELETE users/me         | {}                          | 422 required password",
        "DELETE users/me         | {'password':'correct horse'} | 422 required messages",
        "DELETE users/me         | {'messages':'keep'}         | 422 required password",
        "DELETE users/me         | {'password':null,'messages':'keep'} | 422 required password",
        "DELETE users/me         | {'password':7,'messages':'keep'} | 400 malformed password",
        "DELETE users/me         | {'password':'correct horse','messages':true} | 400 malformed"
            + " messages",
        "DELETE users/me         | {'password':'correct horse','messages':'Keep'} | 422"
            + " invalid_value messages",
        "DELETE users/me         | {'password':'correct horse','messages':''} | 422"
            + " invalid_value messages",
        "DELETE users/me         | {'password':'wrong','messages':'keep'} | 422 invalid_value"
            + " password",
        "DELETE users/me         | {'password':'<9999>','messages':'keep'} | 422 invalid_value"
            + " password",
        "DELETE users/me         | {'password':'\\ud800','messages':'keep'} | 422 invalid_value"
            + " password",
        "DELETE users/me         | {'password':'a','password':'b'} | 400 malformed password",
        // PATCH /admin/users/{id}, by somebody who is no admin
        "PATCH admin/users/<me>  | {}                          | 403 not_permitted",
        "PATCH admin/users/<me>  | {'role':'admin'}            | 403 not_permitted",
        "PATCH admin/users/nobody | {'suspended':true}         | 403 not_permitted",
        "PATCH admin/users/%00   | {}                          | 404 not_found",
        "PATCH admin/users/<me>  | {'role':7}                  | 400 malformed role",
        "PATCH admin/users/<me>  | {'role':'Admin'}            | 422 invalid_value role",
        "PATCH admin/users/<me>  | {'suspended':'true'}        | 400 malformed suspended",
        "PATCH admin/users/<me>  | {'suspended':1}             | 400 malformed suspended",
        // /conversations
        "conversations     | {}                                | 422 required type",
        "conversations     | {'type':7}                        | 400 malformed type",
        "conversations     | {'type':'Direct'}                 | 422 invalid_value type",
        "conversations     | {'type':'\\ud800'}                | 422 invalid_value type",
        "conversations     | {'type':'direct'}                 | 422 required userId",
        "conversations     | {'type':'direct','userId':7}      | 400 malformed userId",
        "conversations     | {'type':'direct','userId':'a\\u0000'} | 422 invalid_value userId",
        "conversations     | {'type':'direct','userId':'<65>'} | 422 too_long userId",
        "conversations     | {'type':'direct','userId':'nobody'} | 404 not_found",
        "conversations     | {'type':'direct','userId':'<me>'} | 422 invalid_value userId",
        "conversations     | {'type':'group','memberIds':[]}   | 422 required title",
        "conversations     | {'type':'group','title':7}        | 400 malformed title",
        "conversations     | {'type':'group','title':' ','memberIds':[]}     | 422 required title",
        "conversations     | {'type':'group','title':'<101>','memberIds':[]} | 422 too_long title",
        "conversations     | {'type':'group','title':'a\\udc00','memberIds':[]} | 422 invalid_value"
            + " title",
        "conversations     | {'type':'group','title':'a'}      | 422 required memberIds",
        "conversations     | {'type':'group','title':'a','memberIds':'b'}    | 400 malformed"
            + " memberIds",
        "conversations     | {'type':'group','title':'a','memberIds':{}}     | 400 malformed"
            + " memberIds",
        "conversations     | {'type':'group','title':'a','memberIds':[7]}    | 400 malformed"
            + " memberIds[0]",
        "conversations     | {'type':'group','title':'a','memberIds':['b',null]} | 422 required"
            + " memberIds[1]",
        "conversations     | {'type':'group','title':'a','memberIds':['b',' ']}  | 422 required"
            + " memberIds[1]",
        "conversations     | {'type':'group','title':'a','memberIds':['\\ud800']} | 422"
            + " invalid_value memberIds[0]",
        "conversations     | {'type':'group','title':'a','memberIds':['nobody']} | 404 not_found",
        "conversations     | {'type':'group','title':'a','memberIds':[<1001>]}   | 422 too_large"
            + " memberIds",
        // /conversations/{id}/messages
        "messages          | {}                                | 422 required content",
        "messages          | {'content':null}                  | 422 required content",
        "messages          | {'content':7}                     | 400 malformed content",
        "messages          | {'content':{'a':1}}               | 400 malformed content",
        "messages          | {'content':'a','content':'b'}     | 400 malformed content",
        "messages          | {'content':' \\n '}               | 422 required content",
        "messages          | {'content':'<4001>'}              | 422 too_long content",
        "messages          | {'content':'a\\u0000b'}           | 422 invalid_value content",
        "messages          | {'content':'a\\ud800b'}           | 422 invalid_value content",
        "messages          | {'content':'a\\udc00\\ud800b'}    | 422 invalid_value content",
        "messages          | {'content':'a','encrypted':'b'}   | 422 invalid_value content",
        "messages          | {'content':'a','clientMessageId':7}         | 400 malformed"
            + " clientMessageId",
        "messages          | {'content':'a','clientMessageId':' '}       | 422 required"
            + " clientMessageId",
        "messages          | {'content':'a','clientMessageId':'<129>'}   | 422 too_long"
            + " clientMessageId",
        "messages          | {'content':'a','clientMessageId':'\\u0000'} | 422 invalid_value"
            + " clientMessageId",
        "messages          | {'content':'a','clientMessageId':'\\ud800'} | 422 invalid_value"
            + " clientMessageId",
        "messages          | {'content':'a','metadata':'x'}    | 400 malformed metadata",
        "messages          | {'content':'a','metadata':{'x':'<4096>'}}   | 422 too_large metadata",
        "messages          | {'content':'a','metadata':{'x':'\\ud800'}}  | 422 invalid_value"
            + " metadata",
        "messages          | {'encrypted':'<65535>'}           | 422 too_large encrypted",
        "messages          | {'encrypted':{'x':'\\u0000'}}     | 422 invalid_value encrypted",
        "messages          | {'encrypted':{'x':1,'x':2}}       | 400 malformed encrypted.x",
        "messages          | {'custom':'x'}                    | 400 malformed custom",
        "messages          | {'custom':{'body':1}}             | 422 required custom.type",
        "messages          | {'custom':{'type':'a'}}           | 422 required custom.body",
        "messages          | {'custom':{'type':'<101>','body':1}}    | 422 too_long custom.type",
        "messages          | {'custom':{'type':'a','body':'<16384>'}} | 422 too_large custom.body",
        // /conversations/{id}/delivered and read
        "conversations/<room>/delivered | {}                   | 422 required seq",
        "conversations/<room>/delivered | {'seq':null}         | 422 required seq",
        "conversations/<room>/delivered | {'seq':'1'}          | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':1.5}          | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':1e400}        | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':[]}           | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':99999999999999999999} | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':1,'seq':1}    | 400 malformed seq",
        "conversations/<room>/delivered | {'seq':0}            | 422 invalid_value seq",
        "conversations/<room>/delivered | {'seq':-1}           | 422 invalid_value seq",
        "conversations/<room>/delivered | {'seq':1}            | 404 not_found",
        "conversations/<room>/delivered | {'seq':9223372036854775807} | 404 not_found",
        "conversations/<foreign>/delivered | {'seq':1}         | 404 not_found",
        "conversations/<unknown>/delivered | {'seq':1}         | 404 not_found",
        "conversations/x/delivered      | {'seq':1}            | 404 not_found",
        "conversations/<room>/read      | {}                   | 422 required seq",
        "conversations/<room>/read      | {'seq':true}         | 400 malformed seq",
        "conversations/<room>/read      | {'seq':1,'seq':2}    | 400 malformed seq",
        "conversations/<room>/read      | {'seq':0}            | 422 invalid_value seq",
        "conversations/<room>/read      | {'seq':1}            | 404 not_found",
        "conversations/<foreign>/read   | {'seq':1}            | 404 not_found",
        "conversations/<unknown>/read   | {'seq':1}            | 404 not_found",
        "conversations/x/read           | {'seq':1}            | 404 not_found",
        // /conversations/{id}/members
        "conversations/<crew>/members   | {}                   | 422 required userIds",
        "conversations/<crew>/members   | {'userIds':null}     | 422 required userIds",
        "conversations/<crew>/members   | {'userIds':[]}       | 422 required userIds",
        "conversations/<crew>/members   | {'userIds':'b'}      | 400 malformed userIds",
        "conversations/<crew>/members   | {'userIds':{}}       | 400 malformed userIds",
        "conversations/<crew>/members   | {'userIds':[7]}      | 400 malformed userIds[0]",
        "conversations/<crew>/members   | {'userIds':['b',null]} | 422 required userIds[1]",
        "conversations/<crew>/members   | {'userIds':['b',' ']}  | 422 required userIds[1]",
        "conversations/<crew>/members   | {'userIds':['a b']}  | 422 invalid_value userIds[0]",
        "conversations/<crew>/members   | {'userIds':['\\u0000']} | 422 invalid_value userIds[0]",
        "conversations/<crew>/members   | {'userIds':['\\ud800']} | 422 invalid_value userIds[0]",
        "conversations/<crew>/members   | {'userIds':['<65>']} | 422 too_long userIds[0]",
        "conversations/<crew>/members   | {'userIds':[<101 ids>]} | 422 too_large userIds",
        "conversations/<crew>/members   | {'userIds':['b'],'userIds':['c']} | 400 malformed"
            + " userIds",
        "conversations/<crew>/members   | {'userIds':['nobody']} | 404 not_found",
        "conversations/<room>/members   | {'userIds':['<me>']} | 409 conflict",
        "conversations/<foreign crew>/members | {'userIds':['<me>']} | 404 not_found",
        "conversations/<unknown>/members      | {'userIds':['<me>']} | 404 not_found",
        "conversations/x/members        | {'userIds':['<me>']} | 404 not_found",
        // Groups and how they are kept.
        "conversations | {'type':'group','title':'a','memberIds':[],'metadata':[]} | 400 malformed"
            + " metadata",
        "conversations | {'type':'group','title':'a','memberIds':[],'metadata':{'x':'<4096>'}} |"
            + " 422 too_large metadata",
        "conversations | {'type':'group','title':'a','memberIds':[],'memberPermissions':'pin'} |"
            + " 400 malformed memberPermissions",
        "conversations | {'type':'group','title':'a','memberIds':[],'memberPermissions':['fly']} |"
            + " 422 invalid_value memberPermissions[0]",
        "conversations |"
            + " {'type':'group','title':'a','memberIds':[],'memberPermissions':['pin',null]} | 422"
            + " required memberPermissions[1]",
        "conversations |"
            + " {'type':'group','title':'a','memberIds':[],'memberPermissions':['pin','pin','pin','pin','pin','pin','pin','pin','pin']}"
            + " | 422 too_large memberPermissions",
        "conversations | {'type':'group','title':'a','memberIds':[],'historyForNewMembers':'some'}"
            + " | 422 invalid_value historyForNewMembers",
        "PATCH conversations/<crew>     | {'title':7}          | 400 malformed title",
        "PATCH conversations/<crew>     | {'title':''}         | 422 required title",
        "PATCH conversations/<crew>     | {'title':'<101>'}    | 422 too_long title",
        "PATCH conversations/<crew>     | {'title':'a\\u0000'} | 422 invalid_value title",
        "PATCH conversations/<crew>     | {'title':'a','title':'b'} | 400 malformed title",
        "PATCH conversations/<crew>     | {'metadata':'x'}     | 400 malformed metadata",
        "PATCH conversations/<crew>     | {'metadata':{'x':'<4096>'}} | 422 too_large metadata",
        "PATCH conversations/<crew>     | {'memberPermissions':{}} | 400 malformed"
            + " memberPermissions",
        "PATCH conversations/<crew>     | {'memberPermissions':['Pin']} | 422 invalid_value"
            + " memberPermissions[0]",
        "PATCH conversations/<crew>     | {'historyForNewMembers':true} | 400 malformed"
            + " historyForNewMembers",
        "PATCH conversations/<crew>     | {'historyForNewMembers':'ALL'} | 422 invalid_value"
            + " historyForNewMembers",
        "PATCH conversations/<room>     | {'title':'a'}        | 409 conflict",
        "PATCH conversations/<foreign crew> | {'title':'a'}    | 404 not_found",
        "PATCH conversations/<unknown>  | {'title':'a'}        | 404 not_found",
        "PATCH conversations/x          | {'title':'a'}        | 404 not_found",
        "PATCH conversations/<room>/settings | {'muted':'true'} | 400 malformed muted",
        "PATCH conversations/<room>/settings | {'muted':1}     | 400 malformed muted",
        "PATCH conversations/<room>/settings | {'archived':[]} | 400 malformed archived",
        "PATCH conversations/<room>/settings | {'pinned':{}}   | 400 malformed pinned",
        "PATCH conversations/<foreign>/settings | {'muted':true} | 404 not_found",
        "PATCH conversations/<unknown>/settings | {'muted':true} | 404 not_found",
        "PATCH conversations/x/settings | {'muted':true}       | 404 not_found",
        "PATCH conversations/<crew>/members/<ben> | {'role':7} | 400 malformed role",
        "PATCH conversations/<crew>/members/<ben> | {'role':'king'} | 422 invalid_value role",
        "PATCH conversations/<crew>/members/<ben> | {'role':''} | 422 invalid_value role",
        "PATCH conversations/<crew>/members/<ben> | {'permissions':[]} | 400 malformed permissions",
        "PATCH conversations/<crew>/members/<ben> | {'permissions':{'granted':'pin'}} | 400"
            + " malformed permissions.granted",
        "PATCH conversations/<crew>/members/<ben> | {'permissions':{'granted':['fly']}} | 422"
            + " invalid_value permissions.granted[0]",
        "PATCH conversations/<crew>/members/<ben> | {'permissions':{'denied':['pin',null]}} | 422"
            + " required permissions.denied[1]",
        "PATCH conversations/<crew>/members/<ben> |"
            + " {'permissions':{'granted':['pin'],'denied':['pin']}} | 422 invalid_value"
            + " permissions",
        "PATCH conversations/<crew>/members/nobody | {'role':'admin'} | 404 not_found",
        "PATCH conversations/<crew>/members/%00 | {'role':'admin'} | 404 not_found",
        "PATCH conversations/<crew>/members/me | {'role':'member'} | 409 conflict",
        "PATCH conversations/<crew>/members/me | {'permissions':{'granted':['pin']}} | 403"
            + " not_permitted",
        "PATCH conversations/<room>/members/<ben> | {'role':'admin'} | 409 conflict",
        "PATCH conversations/<foreign crew>/members/<ben> | {'role':'admin'} | 404 not_found",
        "PATCH conversations/<unknown>/members/<ben> | {'role':'admin'} | 404 not_found",
        "PATCH users/me                 | {'readReceipts':'no'} | 400 malformed readReceipts",
        "PATCH users/me                 | {'readReceipts':0}   | 400 malformed readReceipts",
        // Messages and what becomes of them.
        "messages          | {'mediaId':7}                     | 400 malformed mediaId",
        "messages          | {'mediaId':''}                    | 422 required mediaId",
        "messages          | {'mediaId':'<129>'}               | 422 too_long mediaId",
        "messages          | {'mediaId':'\\ud800'}             | 422 invalid_value mediaId",
        "messages          | {'mediaId':'f','content':'<4001>'} | 422 too_long content",
        "messages          | {'mediaId':'f','encrypted':'x'}   | 422 invalid_value content",
        "messages          | {'content':'a','replyTo':7}       | 400 malformed replyTo",
        "messages          | {'content':'a','replyTo':'x'}     | 422 invalid_value replyTo",
        "messages          | {'content':'a','replyTo':'<unknown>'} | 404 not_found",
        "messages          | {'content':'a','replyTo':'<foreign message>'} | 404 not_found",
        "messages          | {'content':'a','replyTo':'<message>'} | 404 not_found",
        "PATCH messages/<message>       | {}                   | 422 required content",
        "PATCH messages/<message>       | {'content':null}     | 422 required content",
        "PATCH messages/<message>       | {'content':7}        | 400 malformed content",
        "PATCH messages/<message>       | {'content':' '}      | 422 required content",
        "PATCH messages/<message>       | {'content':'<4001>'} | 422 too_long content",
        "PATCH messages/<message>       | {'content':'\\u0000'} | 422 invalid_value content",
        "PATCH messages/<message>       | {'content':'a','content':'b'} | 400 malformed content",
        "PATCH messages/<message>       | {'content':'a','encrypted':'b'} | 422 invalid_value"
            + " content",
        "PATCH messages/<message>       | {'encrypted':'<65535>'} | 422 too_large encrypted",
        "PATCH messages/<message>       | {'encrypted':7}      | 400 malformed encrypted",
        "PATCH messages/<message>       | {'encrypted':'x'}    | 409 conflict",
        "PATCH messages/<message>       | {'custom':{'type':'a'}} | 422 required custom.body",
        "PATCH messages/<gone>          | {'content':'a'}      | 409 conflict",
        "PATCH messages/<bens>          | {'content':'a'}      | 403 not_permitted",
        "PATCH messages/<foreign message> | {'content':'a'}    | 404 not_found",
        "PATCH messages/<unknown>       | {'content':'a'}      | 404 not_found",
        "PATCH messages/x               | {'content':'a'}      | 404 not_found",
        "messages/<message>/forward     | {}                   | 422 required conversationIds",
        "messages/<message>/forward     | {'conversationIds':[]} | 422 required conversationIds",
        "messages/<message>/forward     | {'conversationIds':'x'} | 400 malformed conversationIds",
        "messages/<message>/forward     | {'conversationIds':[7]} | 400 malformed"
            + " conversationIds[0]",
        "messages/<message>/forward     | {'conversationIds':['<room>',null]} | 422 required"
            + " conversationIds[1]",
        "messages/<message>/forward     | {'conversationIds':['<room>','x']} | 422 invalid_value"
            + " conversationIds[1]",
        "messages/<message>/forward     | {'conversationIds':[<21 ids>]} | 422 too_large"
            + " conversationIds",
        "messages/<message>/forward     | {'conversationIds':['<unknown>']} | 404 not_found",
        "messages/<message>/forward     | {'conversationIds':['<room>','<foreign>']} | 404"
            + " not_found",
        "messages/<gone>/forward        | {'conversationIds':['<room>']} | 409 conflict",
        "messages/<foreign message>/forward | {'conversationIds':['<room>']} | 404 not_found",
        "messages/<unknown>/forward     | {'conversationIds':['<room>']} | 404 not_found",
        "messages/x/forward             | {'conversationIds':['<room>']} | 404 not_found",
      })
  void a_wrong_body_is_answered_with_what_is_wrong(String path, String body, String problem) {
    String whole = expand(body == null ? "" : body);
    if (path.startsWith("PATCH ")) {
      Answer answer = ann.patch("/api/v1/" + expand(path.substring(6)), whole);
      assertThat(answer.problem()).isEqualTo(problem);
    } else if (path.startsWith("DELETE ")) {
      Answer answer = ann.delete("/api/v1/" + expand(path.substring(7)), whole);
      assertThat(answer.problem()).isEqualTo(problem);
    } else if (path.equals("*")) {
      routesWithBody()
          .forEach(route -> assertThat(send(route, whole).problem()).isEqualTo(problem));
    } else {
      assertThat(ann.post(expandPath(path), whole).problem()).isEqualTo(problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | users/nobody                              | 404 not_found",
        "GET  | users/%00                                 | 404 not_found",
        "GET  | users/%20                                 | 404 not_found",
        "GET  | users/%ED%A0%80                           | 404 not_found",
        "GET  | users/%C0%80                              | 404 not_found",
        "GET  | users/<65>                                | 404 not_found",
        "GET  | users?limit=0                             | 422 invalid_value limit",
        "GET  | users?limit=101                           | 422 invalid_value limit",
        "GET  | users?limit=-1                            | 422 invalid_value limit",
        "GET  | users?limit=99999999999999999999          | 422 invalid_value limit",
        "GET  | users?limit=x                             | 400 malformed limit",
        "GET  | users?limit=1.5                           | 400 malformed limit",
        "GET  | users?limit=1&limit=2                     | 400 malformed limit",
        "GET  | users?q=a&q=b                             | 400 malformed q",
        "GET  | users?q=%00                               | 422 invalid_value q",
        "GET  | users?q=%FF                               | 400 malformed q",
        "GET  | users?q=%ED%A0%80                         | 400 malformed q",
        "GET  | users?q=<101>                             | 422 too_long q",
        "GET  | users?cursor=%00                          | 422 invalid_value cursor",
        "GET  | friend-requests?direction=x               | 422 invalid_value direction",
        "GET  | friend-requests?direction=incoming&direction=outgoing | 400 malformed direction",
        "GET  | friend-requests?limit=0                   | 422 invalid_value limit",
        "GET  | friend-requests?cursor=x                  | 422 invalid_value cursor",
        "GET  | friends?limit=x                           | 400 malformed limit",
        "GET  | friends?limit=101                         | 422 invalid_value limit",
        "GET  | conversations?limit=0                     | 422 invalid_value limit",
        "GET  | conversations?cursor=x                    | 422 invalid_value cursor",
        "GET  | conversations/x                           | 404 not_found",
        "GET  | conversations/1-1-1-1-1                   | 404 not_found",
        "GET  | conversations/<unknown>                   | 404 not_found",
        "GET  | conversations/<foreign>                   | 404 not_found",
        "GET  | conversations/<foreign>/messages          | 404 not_found",
        "GET  | conversations/<unknown>/messages          | 404 not_found",
        "GET  | conversations/%00/messages                | 404 not_found",
        "GET  | conversations/<room>/messages?limit=0     | 422 invalid_value limit",
        "GET  | conversations/<room>/messages?limit=101   | 422 invalid_value limit",
        "GET  | conversations/<room>/messages?before=x    | 400 malformed before",
        "GET  | conversations/<room>/messages?before=-1   | 422 invalid_value before",
        "GET  | conversations/<room>/messages?after=9999999999999999999 | 422 invalid_value after",
        "GET  | conversations/<room>/messages?after=1&after=2 | 400 malformed after",
        "GET  | conversations/<room>/messages?from=x      | 400 malformed from",
        "GET  | conversations/<room>/messages?from=2026-13-01 | 400 malformed from",
        "GET  | conversations/<room>/messages?to=%2B10000-01-01T00:00:00Z | 422 invalid_value to",
        "GET  | sync?cursor=x                             | 422 invalid_value cursor",
        "GET  | sync?cursor=%00.1                         | 422 invalid_value cursor",
        "GET  | sync?cursor=a.-1                          | 422 invalid_value cursor",
        "GET  | sync?cursor=a.1&cursor=a.2                | 400 malformed cursor",
        "GET  | sync?cursor=<9999>.1                      | 422 invalid_value cursor",
        "GET  | sync?limit=0                              | 422 invalid_value limit",
        "GET  | sync?limit=501                            | 422 invalid_value limit",
        "GET  | sync?wait=61                              | 422 invalid_value wait",
        "GET  | sync?wait=-1                              | 422 invalid_value wait",
        "GET  | sync?wait=soon                            | 400 malformed wait",
        "GET  | sync?wait=1&wait=1                        | 400 malformed wait",
        "POST | friend-requests/x/accept                  | 404 not_found",
        "POST | friend-requests/<unknown>/accept          | 404 not_found",
        "POST | friend-requests/<request>/accept          | 404 not_found",
        "POST | friend-requests/<request>/reject          | 404 not_found",
        "POST | friend-requests/%00/reject                | 404 not_found",
        "DELETE | friend-requests/x                       | 404 not_found",
        "DELETE | friend-requests/%00                     | 404 not_found",
        "DELETE | friend-requests/<unknown>               | 404 not_found",
        "DELETE | friend-requests/<request>               | 404 not_found",
        "DELETE | friends/nobody                          | 404 not_found",
        "DELETE | friends/%00                             | 404 not_found",
        "DELETE | friends/%ED%A0%80                       | 404 not_found",
        "DELETE | friends/<65>                            | 404 not_found",
        "DELETE | friends/<me>                            | 422 invalid_value userId",
        "GET  | conversations/x/members                   | 404 not_found",
        "GET  | conversations/%00/members                 | 404 not_found",
        "GET  | conversations/<unknown>/members           | 404 not_found",
        "GET  | conversations/<foreign>/members           | 404 not_found",
        "DELETE | conversations/x/members/me              | 404 not_found",
        "DELETE | conversations/<unknown>/members/me      | 404 not_found",
        "DELETE | conversations/<foreign crew>/members/me | 404 not_found",
        "DELETE | conversations/<foreign crew>/members/<me> | 404 not_found",
        "DELETE | conversations/<room>/members/me         | 409 conflict",
        "DELETE | conversations/<crew>/members/nobody     | 404 not_found",
        "DELETE | conversations/<crew>/members/%00        | 404 not_found",
        "DELETE | conversations/<crew>/members/%ED%A0%80  | 404 not_found",
        "DELETE | conversations/<crew>/members/<65>       | 404 not_found",
        "DELETE | auth/sessions/x                         | 404 not_found",
        "DELETE | auth/sessions/%00                       | 404 not_found",
        "DELETE | auth/sessions/<unknown>                 | 404 not_found",
        "GET  | admin/users                               | 403 not_permitted",
        "GET  | admin/users?q=<101>                       | 403 not_permitted",
        "GET  | conversations/<room>/messages?around=x    | 400 malformed around",
        "GET  | conversations/<room>/messages?around=-1   | 422 invalid_value around",
        "GET  | conversations/<room>/messages?around=1&after=1 | 422 invalid_value around",
        "GET  | conversations/<room>/messages?around=1&limit=0 | 422 invalid_value limit",
        "GET  | conversations/<foreign>/messages?around=1 | 404 not_found",
        "DELETE | conversations/x                         | 404 not_found",
        "DELETE | conversations/%00                       | 404 not_found",
        "DELETE | conversations/<unknown>                 | 404 not_found",
        "DELETE | conversations/<foreign>                 | 404 not_found",
        "DELETE | conversations/<foreign crew>            | 404 not_found",
        "GET  | conversations/x/pins                      | 404 not_found",
        "GET  | conversations/<unknown>/pins              | 404 not_found",
        "GET  | conversations/<foreign>/pins              | 404 not_found",
        "GET  | blocks?limit=0                            | 422 invalid_value limit",
        "GET  | blocks?limit=x                            | 400 malformed limit",
        "PUT  | blocks/nobody                             | 404 not_found",
        "PUT  | blocks/%00                                | 404 not_found",
        "PUT  | blocks/<65>                               | 404 not_found",
        "PUT  | blocks/<me>                               | 422 invalid_value userId",
        "DELETE | blocks/%ED%A0%80                        | 404 not_found",
        "DELETE | blocks/<me>                             | 422 invalid_value userId",
        "GET  | messages?with=<65>                        | 422 too_long with",
        "GET  | messages?with=%00                         | 422 invalid_value with",
        "GET  | messages?with=<me>                        | 422 invalid_value userId",
        "GET  | messages?with=a&with=b                    | 400 malformed with",
        "GET  | messages?sender=a%20b                     | 422 invalid_value sender",
        "GET  | messages?from=x                           | 400 malformed from",
        "GET  | messages?to=x                             | 400 malformed to",
        "GET  | messages?starred=1                        | 400 malformed starred",
        "GET  | messages?starred=true&sender=a            | 422 invalid_value starred",
        "GET  | messages?limit=0                          | 422 invalid_value limit",
        "GET  | messages?cursor=x                         | 422 invalid_value cursor",
        "GET  | messages?starred=true&cursor=x            | 422 invalid_value cursor",
        "GET  | search/messages                           | 422 required q",
        "GET  | search/messages?q=                        | 422 required q",
        "GET  | search/messages?q=%20                     | 422 required q",
        "GET  | search/messages?q=%21                     | 422 invalid_value q",
        "GET  | search/messages?q=<201>                   | 422 too_long q",
        "GET  | search/messages?q=%00                     | 422 invalid_value q",
        "GET  | search/messages?q=a+b+c+d+e+f+g+h+i+j+k   | 422 invalid_value q",
        "GET  | search/messages?q=a&conversationId=x      | 422 invalid_value conversationId",
        "GET  | search/messages?q=a&conversationId=<foreign> | 404 not_found",
        "GET  | search/messages?q=a&conversationId=<unknown> | 404 not_found",
        "GET  | search/messages?q=a&limit=101             | 422 invalid_value limit",
        "GET  | search/messages?q=a&cursor=x              | 422 invalid_value cursor",
        "GET  | messages/x                                | 404 not_found",
        "GET  | messages/%00                              | 404 not_found",
        "GET  | messages/<unknown>                        | 404 not_found",
        "GET  | messages/<foreign message>                | 404 not_found",
        "GET  | messages/<foreign message>/receipts       | 404 not_found",
        "GET  | messages/<foreign message>/versions       | 404 not_found",
        "GET  | messages/x/receipts                       | 404 not_found",
        "GET  | messages/x/versions                       | 404 not_found",
        "DELETE | messages/<message>?for=you              | 422 invalid_value for",
        "DELETE | messages/<message>?for=me&for=me        | 400 malformed for",
        "DELETE | messages/<foreign message>              | 404 not_found",
        "DELETE | messages/<foreign message>?for=me       | 404 not_found",
        "DELETE | messages/<unknown>                      | 404 not_found",
        "DELETE | messages/x                              | 404 not_found",
        "PUT  | messages/<message>/reactions/no           | 422 invalid_value emoji",
        "PUT  | messages/<message>/reactions/7            | 422 invalid_value emoji",
        "PUT  | messages/<message>/reactions/%20          | 422 required emoji",
        "PUT  | messages/<message>/reactions/%00          | 422 invalid_value emoji",
        "PUT  | messages/<message>/reactions/<17>         | 422 too_long emoji",
        "PUT  | messages/<message>/reactions/%ED%A0%80    | 404 not_found",
        "PUT  | messages/<gone>/reactions/<thumb>         | 409 conflict",
        "PUT  | messages/<foreign message>/reactions/<thumb> | 404 not_found",
        "PUT  | messages/x/reactions/<thumb>              | 404 not_found",
        "DELETE | messages/<message>/reactions/no         | 422 invalid_value emoji",
        "DELETE | messages/<foreign message>/reactions/<thumb> | 404 not_found",
        "PUT  | messages/<gone>/pin                       | 409 conflict",
        "PUT  | messages/<foreign message>/pin            | 404 not_found",
        "PUT  | messages/x/pin                            | 404 not_found",
        "DELETE | messages/<foreign message>/pin          | 404 not_found",
        "PUT  | messages/<gone>/star                      | 409 conflict",
        "PUT  | messages/<foreign message>/star           | 404 not_found",
        "PUT  | messages/x/star                           | 404 not_found",
        "DELETE | messages/<foreign message>/star         | 404 not_found",
        "GET  | nothing                                   | 404 not_found",
        "GET  | users/me/                                 | 404 not_found",
        "GET  | users//me                                 | 404 not_found",
        "GET  | users/me%2F                               | 404 not_found",
        "GET  | conversations/..%2F..%2Fhealth            | 404 not_found",
      })
  void a_wrong_path_or_parameter_is_answered_with_what_is_wrong(
      String method, String path, String problem) {
    String whole = "/api/v1/" + expand(path);
    Answer answer =
        switch (method) {
          case "GET" -> ann.get(whole);
          case "PUT" -> ann.put(whole);
          case "DELETE" -> ann.delete(whole);
          default -> ann.post(whole, "");
        };

    assertThat(answer.problem()).isEqualTo(problem);
  }

  @Test
  void a_path_outside_of_the_api_is_not_found() {
    for (String path : List.of("/", "/api", "/api/v2/users/me", "/health", "/favicon.ico")) {
      assertThat(server.stranger().get(path).problem()).as(path).isEqualTo("404 not_found");
    }
  }

  static Stream<Route> routes() {
    return server.api.routes().stream();
  }

  static Stream<Route> routesWithToken() {
    return routes().filter(Route::authenticated);
  }

  static Stream<Route> routesInJson() {
    return routes().filter(route -> route.mediaType().equals("application/json"));
  }

  static Stream<Route> routesWithBody() {
    return routes().filter(Route::takesBody);
  }

  @ParameterizedTest
  @MethodSource("routesWithToken")
  void without_a_good_token_nothing_is_answered(Route route) {
    UserId user = new UserId(ann.id());
    var session = new SessionId(UUID.randomUUID());
    var forger = new JjwtAccessTokens(new byte[32], Duration.ofMinutes(15));
    Instant now = Instant.now();
    String good = ann.login().get("accessToken").asText();
    String unsigned = good.substring(0, good.lastIndexOf('.') + 1);

    assertThat(call(server.stranger(), route).problem()).isEqualTo("401 unauthenticated");
    assertThat(call(server.stranger(), route).header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"chattr\"");
    assertThat(call(server.client("x"), route).problem()).isEqualTo("401 token_invalid");
    assertThat(call(server.client(unsigned), route).problem()).isEqualTo("401 token_invalid");
    assertThat(call(server.client(forger.issue(user, session, now)), route).problem())
        .isEqualTo("401 token_invalid");
    Answer expired =
        call(server.client(server.tokens.issue(user, session, now.minusSeconds(3600))), route);
    assertThat(expired.problem()).isEqualTo("401 token_expired");
    assertThat(expired.header("WWW-Authenticate"))
        .startsWith("Bearer realm=\"chattr\", error=\"invalid_token\"");
    assertThat(call(server.client(server.tokens.issue(user, session, now)), route).problem())
        .isEqualTo("401 session_revoked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Basic YTpi", "Token x", "Bearerx"})
  void what_is_no_bearer_token_is_none(String header) {
    var request =
        HttpRequest.newBuilder(server.uri("/api/v1/users/me")).header("Authorization", header);

    assertThat(server.stranger().send(request).problem()).isEqualTo("401 unauthenticated");
  }

  @Test
  void two_tokens_are_none() {
    var request = ann.client().request("/api/v1/users/me").header("Authorization", "Bearer x");

    assertThat(server.stranger().send(request).problem()).isEqualTo("401 token_invalid");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void a_wrong_method_is_answered_with_the_right_ones(Route route) {
    List<String> right =
        routes().filter(other -> other.path().equals(route.path())).map(Route::method).toList();
    for (String method : List.of("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X-Y")) {
      if (right.contains(method)) {
        continue;
      }
      Answer answer =
          server
              .stranger()
              .send(
                  HttpRequest.newBuilder(server.uri(concrete(route)))
                      .method(method, BodyPublishers.noBody()));
      assertThat(answer.problem()).isEqualTo("405 method_not_allowed");
      assertThat(answer.header("Allow")).contains(route.method()).contains("OPTIONS");
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void a_wrong_content_type_is_refused(Route route) {
    String[] headers = {
      "Content-Type: text/plain",
      "Content-Type: application/x-www-form-urlencoded",
      "Content-Type: multipart/form-data; boundary=x",
      "Content-Type: application/json; charset=iso-8859-1",
      "Content-Type: application/jsonx",
      "Content-Type: ",
      "X: no content type at all",
    };
    for (String header : headers) {
      String[] parts = header.split(": ?", 2);
      Answer answer =
          ann.client()
              .send(
                  ann.client()
                      .request(concrete(route))
                      .header(parts[0], parts[1])
                      .method(route.method(), BodyPublishers.ofString("{}")));
      assertThat(answer.problem()).as(header).isEqualTo("415 unsupported_media_type");
    }
    Answer encoded =
        ann.client()
            .send(
                ann.client()
                    .request(concrete(route))
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .method(route.method(), BodyPublishers.ofString("{}")));
    assertThat(encoded.problem()).isEqualTo("415 unsupported_media_type");
  }

  @ParameterizedTest
  @MethodSource("routesInJson")
  void who_takes_no_json_is_told_so(Route route) {
    for (String accept : List.of("text/html", "application/json;q=0, */*", "image/*")) {
      HttpRequest.Builder request =
          ann.client()
              .request(concrete(route))
              .header("Accept", accept)
              .header("Content-Type", "application/json")
              .method(
                  route.method(),
                  route.takesBody() || route.method().equals("POST")
                      ? BodyPublishers.ofString("{}")
                      : BodyPublishers.noBody());
      assertThat(ann.client().send(request).problem()).isEqualTo("406 not_acceptable");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/*",
        "Application/JSON",
        "application/json; charset=utf-8",
        "text/html, application/json;q=0.1",
        "text/html;q=1, */*;q=0.8",
        "",
      })
  void who_takes_json_gets_it(String accept) {
    var request = ann.client().request("/api/v1/users/me").header("Accept", accept);

    assertThat(ann.client().send(request).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void a_body_over_1_mib_is_too_large_however_it_is_sent(Route route) {
    byte[] body = "{\"x\":\"%s\"}".formatted("x".repeat(1 << 20)).getBytes(UTF_8);

    assertThat(send(route, body).problem()).isEqualTo("413 too_large");
    Answer chunked =
        ann.client()
            .send(
                ann.client()
                    .request(concrete(route))
                    .header("Content-Type", "application/json")
                    .method(
                        route.method(),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    assertThat(chunked.problem()).isEqualTo("413 too_large");
    Answer announced =
        ann.client()
            .send(
                ann.client()
                    .request(concrete(route))
                    .expectContinue(true)
                    .header("Content-Type", "application/json")
                    .method(route.method(), BodyPublishers.ofByteArray(body)));
    assertThat(announced.problem()).isEqualTo("413 too_large");
  }

  @Test
  void a_very_large_body_is_answered_too() {
    byte[] body = new byte[20 << 20];

    assertThat(ann.client().post("/api/v1/conversations", body).problem())
        .isEqualTo("413 too_large");
  }

  @Test
  void a_body_of_just_1_mib_is_read() {
    String start = "{\"type\":7,\"x\":\"";
    String body = start + "x".repeat((1 << 20) - start.length() - 2) + "\"}";

    assertThat(ann.post("/api/v1/conversations", body).problem()).isEqualTo("400 malformed type");
    Answer announced =
        ann.client()
            .send(
                ann.client()
                    .request("/api/v1/conversations")
                    .expectContinue(true)
                    .header("Content-Type", "application/json; charset=UTF-8")
                    .POST(BodyPublishers.ofString(body)));
    assertThat(announced.problem()).isEqualTo("400 malformed type");
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void invalid_utf_8_is_malformed(Route route) {
    for (String bytes : List.of("\u00ff", "\u00c3", "\u00c0\u0080", "\u00ed\u00a0\u0080")) {
      byte[] body = ("{\"content\":\"" + bytes + "\"}").getBytes(ISO_8859_1);
      assertThat(send(route, body).problem()).isEqualTo("400 malformed body");
    }
  }

  @ParameterizedTest
  @MethodSource("routesWithBody")
  void deep_json_is_malformed(Route route) {
    assertThat(send(route, "[".repeat(500_000)).problem()).isEqualTo("400 malformed body");
    assertThat(send(route, "{\"x\":" + "[".repeat(500_000)).problem()).isEqualTo("400 malformed x");
    assertThat(send(route, "{\"x\":" + "{\"x\":".repeat(100_000)).problem())
        .isEqualTo("400 malformed x");
  }

  private static Answer call(Client client, Route route) {
    return switch (route.method()) {
      case "GET" -> client.get(concrete(route));
      case "PUT" -> client.put(concrete(route));
      case "PATCH" -> client.patch(concrete(route), "{}");
      case "DELETE" ->
          route.takesBody() ? client.delete(concrete(route), "{}") : client.delete(concrete(route));
      default -> client.post(concrete(route), "{}");
    };
  }

  private static String concrete(Route route) {
    return route
        .path()
        .replace("{id}", UNKNOWN)
        .replace("{userId}", UNKNOWN)
        .replace("{emoji}", "%F0%9F%91%8D");
  }

  private static Answer send(Route route, String body) {
    return send(route, body.getBytes(UTF_8));
  }

  private static Answer send(Route route, byte[] body) {
    Client client = ann.client();
    return client.send(
        client
            .request(concrete(route))
            .header("Content-Type", "application/json")
            .method(route.method(), BodyPublishers.ofByteArray(body)));
  }

  private static String expandPath(String path) {
    return path.equals("messages")
        ? "/api/v1/conversations/" + room + "/messages"
        : "/api/v1/" + expand(path);
  }

  /** Puts quotes, ids and long texts in. */
  private static String expand(String text) {
    String whole =
        text.replace('\'', '"')
            .replace("<me>", ann.id())
            .replace("<room>", room)
            .replace("<crew>", crew)
            .replace("<foreign>", foreignRoom)
            .replace("<foreign crew>", foreignCrew)
            .replace("<101 ids>", "\"a\",".repeat(100) + "\"b\"")
            .replace("<message>", message)
            .replace("<bens>", bens)
            .replace("<gone>", gone)
            .replace("<foreign message>", foreignMessage)
            .replace("<21 ids>", ids(21))
            .replace("<ben>", ben.id())
            .replace("<thumb>", "%F0%9F%91%8D")
            .replace("<request>", foreignRequest)
            .replace("<unknown>", UNKNOWN)
            .replace("<1001>", "\"a\",".repeat(1_000) + "\"b\"");
    var number = Pattern.compile("<([0-9]+)>");
    return number.matcher(whole).replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))));
  }

  private static String ids(int count) {
    return Stream.generate(() -> "\"" + UUID.randomUUID() + "\"")
        .limit(count)
        .collect(Collectors.joining(","));
  }

  private static String post(Person sender, String conversation) {
    return sender
        .post("/api/v1/conversations/" + conversation + "/messages", "{\"content\":\"hello\"}")
        .text("id");
  }

  private static String group(Person owner, Person member) {
    String body = "{\"type\":\"group\",\"title\":\"Crew\",\"memberIds\":[\"%s\"]}";
    return owner.post("/api/v1/conversations", body.formatted(member.id())).text("id");
  }

  private static String direct(Person creator, Person other) {
    return creator
        .post("/api/v1/conversations", "{\"type\":\"direct\",\"userId\":\"" + other.id() + "\"}")
        .text("id");
  }
}
