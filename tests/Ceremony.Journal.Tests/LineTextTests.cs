using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Room;

namespace Ceremony.Journal.Tests;

public class LineTextTests
{
    /// <summary>Kind, fields, and the words that people read.</summary>
    public static TheoryData<string, string, string> Lines => new()
    {
        { "parameters", """{"steps":[{"act":"One","do":"read","id":"a","title":"A"}],"tokens":[],"values":{}}""", "1 step" },
        { "entered", """{"person":{"name":"A. Vega","number":1,"role":"officer"}}""", "A. Vega, officer 1" },
        { "left", """{"person":{"name":"A. Vega","number":1,"role":"officer"}}""", "A. Vega, officer 1" },
        { "clock", """{"jumped":-4000}""", "the clock jumped by -4000 ms" },
        { "inventory", """{"tokens":[{"absent":true,"token":"hsm"},{"fault":"CKR_DEVICE_ERROR","token":"card"}],"when":"before"}""", "2 tokens, before" },
        { "network", """{"up":["eth0","wlan0"]}""", "up: eth0, wlan0" },
        { "token-inserted", """{"token":"hsm"}""", "hsm" },
        { "token-removed", """{"token":"hsm"}""", "hsm" },
        { "step-started", """{"attempt":1,"do":"generate-key","interfaces":[],"number":7,"title":"Generate the CA key"}""", "7 Generate the CA key" },
        { "step-started", """{"attempt":2,"do":"generate-key","interfaces":[],"number":7,"title":"Generate the CA key"}""", "7 Generate the CA key, attempt 2" },
        { "looked", """{"look":{"look":"token","token":"hsm"},"seen":{}}""", "at the token hsm" },
        { "clock-compared", """{"shown":"2026-03-01T14:02:11.123Z"}""", "the clock and a witness's watch agree: 2026-03-01T14:02:11.123Z" },
        { "looked", """{"look":{"look":"clock"},"seen":{}}""", "at the clock" },
        { "looked", """{"look":{"look":"config","path":"/etc/cm/cm.conf"},"seen":{}}""", "at the configuration /etc/cm/cm.conf" },
        { "looked", """{"look":{"look":"file-state","path":"/etc/cm/tls.p12"},"seen":{}}""", "at the file /etc/cm/tls.p12" },
        { "looked", """{"look":{"look":"medium","path":"/media/stick"},"seen":{}}""", "at the medium /media/stick" },
        { "looked", """{"look":{"host":"localhost","look":"tls","port":8444},"seen":{}}""", "at the certificate of localhost:8444" },
        { "looked", """{"look":{"look":"service","service":"cf"},"seen":{}}""", "at the service cf" },
        { "shown", """{"screen":{"blocks":[],"title":"Made"}}""", "Made" },
        { "answered", """{"answers":{"a":"one","b":"two","c":""},"form":[{"label":"Second","name":"b"},{"label":"First","name":"a"},{"label":"Third","name":"c"}],"screen":{"blocks":[],"title":"Who"}}""", "Who: Second two; First one" },
        { "answered", """{"answers":{"a":"yes","b":"yes","c":"no"},"form":[{"label":"Second","name":"b"},{"label":"First","name":"a"},{"label":"Third","name":"c"}],"screen":{"blocks":[],"title":"Who"}}""", "Who: Third no; yes (2 answers)" },
        { "answered", """{"answers":{"a":"one"},"form":[{"label":"First","name":"a"}],"screen":{"blocks":[],"title":"Who"}}""", "Who: one" },
        { "corrected", """{"answered":12}""", "the answer in line 12 is typed again; the-step and the steps after it run anew" },
        { "proposed", """{"actions":[],"authority":"officers","nonce":"00","officers":[],"screen":{"blocks":[],"title":"Made"},"text":["make the key","sign it"],"until":"2026-03-01T14:02:11.123Z"}""", "make the key; sign it" },
        { "confirmed", """{"algorithm":"sha256-rsa","certificate":"","officer":"Officer 1","origin":"soft","person":"A. Vega","proposed":12,"signature":"","text":""}""", "A. Vega as Officer 1" },
        { "approved", """{"proposed":12}""", "line 12" },
        { "expired", """{"proposed":12}""", "line 12" },
        { "refused", """{"officer":"Officer 1","proposed":12,"reason":"wrong label"}""", "Officer 1: wrong label" },
        { "refused", """{"code":"label-taken","next":"Choose.","reason":"The label is taken."}""", "The label is taken." },
        { "refused", """{"code":"seal-not-signed","officer":"Officer 1","reason":"the card is away"}""", "Officer 1: the card is away" },
        { "intended", """{"action":{"algorithm":"rsa-4096","do":"generate-key-pair","id":"0a","label":"CA key","templates":["full"],"token":"hsm","usage":["sign"]},"approved":3}""", "generate key pair CA key on hsm" },
        { "intended", """{"action":{"after":"","backup":"","before":"","do":"edit-config","edits":[],"file":"/etc/cm/cm.conf"},"approved":3}""", "edit config /etc/cm/cm.conf" },
        { "intended", """{"action":{"command":[],"do":"stop-service","service":"cf"},"approved":3}""", "stop service cf" },
        { "intended", """{"action":{"do":"destroy-key","key-id":"0a","key-label":"Boot CA key","token":"hsm"},"approved":3}""", "destroy key Boot CA key on hsm" },
        { "intended", """{"action":{"do":"restore-files","files":[{"file":"/etc/cm/cm.conf"},{"file":"/etc/cm/cis.conf"}]},"approved":3}""", "restore files /etc/cm/cm.conf and 1 more" },
        { "intended", """{"action":{"do":"enter-in-registry","entry":{"ca":"Boot CA","fact":"ca-revoked","reason":"superseded"}},"approved":3}""", "enter in registry Boot CA" },
        { "performed", """{"intended":13,"receipt":{}}""", "line 13" },
        { "performed", """{"action":{"do":"keep-artifact","name":"ca.cer"},"receipt":{"sha256":"","size":1}}""", "keep artifact ca.cer" },
        { "failed", """{"code":"CKR_DEVICE_REMOVED","reason":"The token is gone."}""", "CKR_DEVICE_REMOVED: The token is gone." },
        { "secret-shown", """{"holder":"A. Vega","milliseconds":900,"secret":"PIN of card 1","times":1}""", "PIN of card 1, to A. Vega, 1 time" },
        { "sign-in-failed", """{"code":"CKR_PIN_INCORRECT","person":"A. Vega","token":"hsm"}""", "A. Vega at hsm: wrong PIN" },
        { "login-kept", """{"idle":10,"token":"hsm"}""", "hsm stays unlocked until the end of the act, or 10 minutes without use" },
        { "login-ended", """{"token":"hsm","why":"idle"}""", "hsm: no step had used it for as long as the script allows" },
        { "attested", """{"person":"W. Witness","statement":"I saw it."}""", "W. Witness: I saw it." },
        { "exception", """{"decided":"go on","expected":"a","happened":"b"}""", "b; decided: go on" },
        { "note", """{"text":"the door was opened"}""", "the door was opened" },
        { "break", """{"reason":"lunch","state":"begins"}""", "begins: lunch" },
        { "head-signed", """{"algorithm":"sha256-rsa","certificate":"","head":12,"officer":"Officer 1","origin":"soft","person":"A. Vega","signature":"","text":""}""", "A. Vega as Officer 1, line 12" },
        { "witnessed", """{"hash":"8f3a","line":12}""", "line 12 is the one on the sheet" },
        { "witnessed", """{"line":0}""", "nothing is on the sheet" },
        { "resumed", """{"modules":[],"program-sha256":"","program-version":"0.1.0","script-sha256":""}""", "program 0.1.0" },
        { "recovered", """{"kept":"torn-2.bin","sha256":"","size":6}""", "6 bytes of a torn line kept in torn-2.bin" },
        { "step-done", """{"attempt":1,"facts":[],"outputs":{}}""", "the-step" },
        { "step-done", """{"attempt":1,"exception":12,"facts":[],"outputs":{}}""", "the-step, ended by an exception" },
        { "sealed", """{"outcome":"completed","program-sha256":"00","program-version":"0.1.0","quorum":2,"roster":[]}""", "completed" },
        { "signed", """{"certificate":"","officer":"Officer 1","person":"A. Vega","sha256sums":"","signer-info":""}""", "A. Vega as Officer 1" },
        { "aborted", """{"keys":[],"reason":"fire"}""", "fire" },
        { "archived", """{"fingerprint":"8f3a0c51d27e94b6"}""", "fingerprint 8f3a0c51…" },
        { "compared", """{"of":"the archive","sha256":"8f3a0c51d27e94b6"}""", "the archive 8f3a0c51…" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_kind_is_told_in_a_few_words(string kind, string fields, string words)
        => Assert.Equal(words, Read(kind, fields).Text);

    [Fact]
    public void No_kind_is_forgotten()
        => Assert.Equal(JournalKinds.All.Order(), Lines.Select(row => row.Data.Item1).Append("opened").Distinct().Order());

    [Fact]
    public void The_first_line_tells_the_ceremony()
        => Assert.Equal("A ceremony, version 1, rehearsal", Folds.LineText(Journals.Begin(new MemoryFiles()).Last).Text);

    [Fact]
    public void What_came_from_outside_is_escaped()
        => Assert.Equal(@"\u{1b}[2J", Read("note", """{"text":"\u001b[2J"}""").Text);

    [Fact]
    public void A_line_without_its_fields_is_said_to_be_so()
        => Assert.Equal("(the member \"text\" is missing)", Read("note", "{}").Text);

    [Fact]
    public void The_time_is_the_time_of_day() => Assert.Equal("14:02:12Z", Read("note", """{"text":""}""").At);

    private static JournalLineView Read(string kind, string fields)
    {
        using JournalWriter writer = Journals.Begin(new MemoryFiles());
        var common = new JsonMap
        {
            { "seq", 2 },
            { "at", "2026-03-01T14:02:12.123Z" },
            { "boot", "a boot" },
            { "mono", 2000 },
            { "prev", writer.Last.Hash },
            { "kind", kind },
            { "step", "the-step" },
        };
        byte[] bytes = CanonicalJson.Write(common.With(CanonicalJson.Parse(Encoding.UTF8.GetBytes(fields)).AsMap()));
        Assert.Null(JournalReader.Next(writer.Last, bytes, out JournalLine? line));
        return Folds.LineText(line!);
    }
}
