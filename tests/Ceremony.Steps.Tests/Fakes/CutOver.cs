using System.Text;
using Ceremony.Core.Looks;
using Ceremony.Core.Services;
using Ceremony.Pki;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A room with an installation as it is before the cut-over: its configuration, trust store, services, and the old TLS certificate.</summary>
internal sealed class CutOver
{
    public static readonly byte[] Old = new ForeignKit { CaSerial = [0x11, 1, 1, 1, 1, 1, 1, 1, 1], Host = "localhost" }.Ca();

    public static readonly byte[] New = new ForeignKit { CaSerial = [0x12, 1, 1, 1, 1, 1, 1, 1, 1], Host = "localhost" }.Ca();

    public CutOver(Installation? room = null)
    {
        Room = room ?? new Installation();
        FakeDesk desk = Room.Desk;
        desk.Files["config/cm.conf"] = Encoding.UTF8.GetBytes("SSL.file=certs/tls.p12\nSSL.pin=1111\n");
        desk.Files["config/cis.conf"] = Encoding.UTF8.GetBytes("# Issuing\r\nlogsignkey = 01\r\n");
        desk.Files["certs/tls.p12"] = [1];
        desk.Files["media/tls.p12"] = [2];
        desk.Files["cistrust/bootca.cer"] = [3];
        desk.Has("old.crt", Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE", Old)));
        desk.Has("tls.crt", Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE", New)));
        desk.Has("note.txt", "none"u8.ToArray());
        foreach (string name in new[] { "cis", "cf" })
        {
            desk.Services[name] = new ServiceEntry(name, ["/bin/start", name], ["/bin/stop", name], ["/bin/state", name], [], 60);
        }

        desk.Host.Pins["hsm"] = "270459";
        desk.Host.Pins["media/tls.p12"] = "123456789012";
        desk.Host.Presents = _ => new TlsView("Tls13", [Presented], "");
    }

    public Installation Room { get; }

    public FakeDesk Desk => Room.Desk;

    /// <summary>What the server presents.</summary>
    public byte[] Presented { get; set; } = Old;

    /// <summary>A file's text.</summary>
    public string Text(string file) => Encoding.UTF8.GetString(Desk.Files[file]);

    /// <summary>As far as the start: the trust store, both services stopped, the new token and its PIN.</summary>
    public async Task Change()
    {
        await Room.Do("place-file", ("file", "cistrust/system_ca.cer"), ("artifact", "tls.crt"));
        await Room.Do("remove-file", ("file", "cistrust/bootca.cer"));
        await Room.Do("stop-service", ("service", "cis"));
        await Room.Do("stop-service", ("service", "cf"));
        await Room.Do("place-file", ("file", "certs/tls.p12"), ("from", "media/tls.p12"));
        await Room.Do("edit-config", ("file", "config/cm.conf"), ("set", Settings.Of(("SSL.tokenlabel", "CM-HSM"), ("SSL.pin", Settings.From("pin-of", "hsm")))));
        await Room.Do("remove-file", ("file", "media/tls.p12"), ("backup", "no"));
    }
}
