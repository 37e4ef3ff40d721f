using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine.Tests.Fakes;

internal sealed class FakeHints : IPinHints
{
    private readonly Dictionary<string, string> _pins = [];

    public string? Find(string name) => _pins.GetValueOrDefault(name);

    public void Remember(string name, Secret pin) => _pins[name] = pin.Reveal(bytes => Encoding.UTF8.GetString(bytes));

    public void Remember(string name, string pin) => _pins[name] = pin;
}
