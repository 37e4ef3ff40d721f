using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Secrets;
using Ceremony.Engine;

namespace CeremonyTui.Wiring;

/// <summary>
/// A rehearsal's PINs, in a file in the rehearsal's own folder, so that its screens can show them even after a resume. They protect nothing;
/// a production ceremony has no such file.
/// </summary>
internal sealed class PinHints : IPinHints
{
    private const int Longest = 1 << 16;
    private readonly IDurableFiles _files;
    private readonly string _path;
    private readonly Dictionary<string, string> _pins;

    public PinHints(IDurableFiles files, string rehearsalFolder)
    {
        _files = files;
        _path = Path.Combine(rehearsalFolder, "pins.json");
        _pins = files.Read(_path, Longest) is { } bytes ? Parse(bytes) : [];
    }

    private Dictionary<string, string> Parse(byte[] bytes)
    {
        try
        {
            return CanonicalJson.Parse(bytes).AsMap().ToDictionary(member => member.Key, member => member.Value.AsText());
        }
        catch (JsonFormatException trouble)
        {
            throw new CommandFailure(ExitCodes.Refused, $"The rehearsal's file {_path} is damaged: {trouble.Message}. Restore it from a copy, or begin a new rehearsal.");
        }
    }

    public string? Find(string name) => _pins.GetValueOrDefault(name);

    public void Remember(string name, Secret pin)
    {
        _pins[name] = pin.Reveal(bytes => Encoding.UTF8.GetString(bytes));
        var map = new JsonMap();
        foreach ((string key, string value) in _pins)
        {
            map.Add(key, value);
        }

        _files.Replace(_path, CanonicalJson.Write(map), Readers.OwnerOnly);
    }
}
